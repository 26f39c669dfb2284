"""Remarks on a draft: errors stand in the way, and are mended or left by name with a reason."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from office.models import JournalEntry
from office.workflow import Overtaken, Problems, Refused
from reports import editing, markup, problems, remarks
from reports.choices import BlockKind
from reports.content import blocks_to_json
from reports.models import Block
from tests.cast import make_person, signed_in
from tests.make.reports import make_report, make_submitted

pytestmark = pytest.mark.django_db
# More parts than the whole: an error; a month with a nought: a hint.
WRONG = "Ban hành 20 văn bản (trong đó 15 quyết định, 08 công văn) trong tháng 03 năm 2024."


def write(document, text: str) -> Block:
    row = Block.objects.filter(document=document, kind=BlockKind.TEXT).order_by("pk").first()
    blocks = blocks_to_json(markup.parse(text))
    return editing.change(row, revision=row.revision, actor=make_person("lan"), blocks=blocks)


def wrong_report():
    document = make_report()
    write(document, WRONG)
    return document


def sums_of(document) -> remarks.Noted:
    (noted,) = [each for each in remarks.noted_in(document) if each.remark.check == "sums"]
    return noted


def test_the_draft_of_a_sound_case_has_no_remark_that_stands_in_the_way(lan):
    assert [each for each in remarks.noted_in(make_report()) if each.is_open] == []


def test_an_error_stands_in_the_way_until_it_is_mended(minh):
    document = wrong_report()
    told = [
        problem
        for problem in problems.before_submitting(document).errors
        if "cộng lại" in problem.text
    ]
    assert len(told) == 1
    assert told[0].mend.endswith(f"#nhan-xet-{sums_of(document).key}")
    with pytest.raises(Problems, match="cộng lại"):
        make_submitted(document)
    write(document, WRONG.replace("20 văn bản", "23 văn bản"))
    make_submitted(document)


def test_an_error_is_left_by_name_and_with_a_reason(lan):
    document = wrong_report()
    noted = sums_of(document)
    with pytest.raises(Problems, match="ghi lý do"):
        remarks.acknowledge(document, noted.key, reason=" ", actor=lan)
    remarks.acknowledge(document, noted.key, reason="Ba công văn đếm hai lần.", actor=lan)
    assert not sums_of(document).is_open
    line = JournalEntry.objects.latest("pk")
    assert (line.actor, line.reason) == (lan, "Ba công văn đếm hai lần.")
    make_submitted(document)


def test_other_words_are_another_remark(lan):
    document = wrong_report()
    remarks.acknowledge(document, sums_of(document).key, reason="Đúng thế.", actor=lan)
    write(document, WRONG.replace("08", "09"))
    assert sums_of(document).is_open
    with pytest.raises(Overtaken, match="không còn"):
        remarks.acknowledge(document, "khong-co", reason="Đúng.", actor=lan)


def test_one_remark_is_left_once(lan, minh):
    document = wrong_report()
    key = sums_of(document).key
    remarks.acknowledge(document, key, reason="Đúng.", actor=lan)
    with pytest.raises(Overtaken, match="vừa có người"):
        remarks.acknowledge(document, key, reason="Đúng.", actor=minh)


def test_who_may_not_edit_leaves_nothing(son):
    document = wrong_report()
    with pytest.raises(Refused):
        remarks.acknowledge(document, sums_of(document).key, reason="Đúng.", actor=son)


def test_the_page_leads_to_the_part_and_takes_the_reason(lan, son):
    document = wrong_report()
    noted = sums_of(document)
    page = f"{document.get_absolute_url()}soat-loi/"
    client = signed_in(lan)
    shown = client.get(page).content.decode()
    assert noted.remark.quote in shown
    assert f'href="{noted.mend.replace("&", "&amp;")}"' in shown
    assert WRONG[:30] in client.get(noted.mend).content.decode()
    answer = client.post(f"{page}{noted.key}/", {"reason": ""})
    assert answer.status_code == 422
    assert "Hãy ghi lý do giữ nguyên." in answer.content.decode()
    client.post(f"{page}{noted.key}/", {"reason": "Đếm hai lần."})
    assert "Nguyễn Thị Lan giữ nguyên" in client.get(page).content.decode()
    # Who reads sees the remarks and no form.
    assert "<form" not in signed_in(son).get(page).content.decode().partition("<main")[2]


def test_the_remarks_cost_the_same_queries_however_long_the_paper(
    lan, django_assert_max_num_queries
):
    document = wrong_report()
    with django_assert_max_num_queries(40):
        remarks.noted_in(document)


def test_the_command_reads_a_file_and_a_document(tmp_path):
    paper = tmp_path / "van-ban.txt"
    paper.write_text(f"Số: /BC-STC\n\nBÁO CÁO\n\nKết quả công tác\n\n{WRONG}\n", encoding="utf-8")
    out = StringIO()
    with pytest.raises(SystemExit) as told:
        call_command("proofread", str(paper), "--json", stdout=out)
    assert told.value.code == 1
    found = {row["check"]: row for row in json.loads(out.getvalue())}
    assert found["sums"]["place"] == "dòng 7"
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("proofread", document=wrong_report().pk, stdout=out)
    assert "Lỗi: “20 văn bản" in out.getvalue()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Hãy ghi một tệp"),
        ({"document": 10**6}, "Không có văn bản"),
        ({"file": "khong-co.txt"}, "Không có tệp"),
        ({"file": "anh.png"}, "Không có tệp"),
    ],
)
def test_the_command_says_what_it_cannot_read(given, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("proofread", *filter(None, [given.pop("file", None)]), **given)
