"""A paper that is not at hand: its record from an account, and findings and demands from that."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from findings.choices import FindingKind, FindingState
from findings.models import Finding
from inspections.models import Inspection
from office.workflow import Overtaken, Problems, Refused
from recommendations.models import Recommendation
from reports import adopting, records
from reports.choices import DocumentKind
from reports.models import Document, ImportedFile, PaperRecord
from tests.cast import make_person, signed_in
from tests.make.findings import make_topic
from tests.make.inspections import make_audited_unit, make_running_inspection, make_unit
from tests.make.reports import make_full_case, make_issued, make_report
from tests.reports.test_accounts import NEWS

pytestmark = pytest.mark.django_db
PAPERS = "/thanh-tra/2024-001/van-ban/"
RECORD = f"{PAPERS}phieu/1/"


@pytest.fixture
def case(cast) -> Inspection:
    """On site at two of the three offices of the news, and at one that it does not name."""
    inspection = make_running_inspection()
    make_audited_unit(inspection, make_unit("Ủy ban nhân dân phường Bắc Hà"))
    make_audited_unit(
        inspection,
        make_unit("Ủy ban nhân dân phường Nam Thành", short_name="UBND phường Nam Thành"),
    )
    make_topic(inspection, "Việc tiếp nhận, theo dõi đơn")
    make_topic(inspection, "Việc thẩm định, cấp phép công trình")
    return inspection


def taken(case: Inspection, words: str = NEWS, by: str = "lan") -> PaperRecord:
    upload = ContentFile(words.encode(), name="bai-dang.txt")
    return records.take_record(case, upload=upload, actor=make_person(by))


def test_the_record_holds_what_the_account_tells_of_the_paper(case):
    record = taken(case)

    assert str(record) == "Kết luận thanh tra 88/KL-TTTP"
    assert record.dated_on == datetime.date(2026, 9, 30)
    assert record.issuer == "Thanh tra thành phố Hải An"
    assert record.on_site_to == datetime.date(2026, 8, 28)
    assert record.file_name == "bai-dang.txt"
    assert record.doubts == []
    assert taken(case).number == 2


def test_units_of_the_account_are_found_in_the_case_under_any_of_their_names(case):
    told = records.units_told(taken(case))

    assert [(one.name, str(one.unit) if one.unit else None) for one in told] == [
        ("UBND phường Bắc Hà", "Ủy ban nhân dân phường Bắc Hà"),
        ("UBND phường Nam Thành", "Ủy ban nhân dân phường Nam Thành"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị quận cũ", None),
    ]


def test_statements_become_findings_that_wait_for_the_leader(case):
    record = taken(case)
    proposals = records.finding_proposals(record)
    book = next(each for each in proposals if "sổ theo dõi" in each.text)
    assert book.is_fault
    assert [str(unit) for unit in book.units] == ["Ủy ban nhân dân phường Bắc Hà"]
    assert book.topic is not None
    assert book.topic.title == "Việc tiếp nhận, theo dõi đơn"

    line = records.AdoptedFinding(book.text, book.topic, FindingKind.SHORTCOMING, book.units)
    (finding,) = records.adopt_findings(record, [line], actor=make_person("lan"))

    assert finding.state == FindingState.NOTED
    assert [str(row.unit) for row in finding.units.all()] == ["Ủy ban nhân dân phường Bắc Hà"]
    assert book.text not in {each.text for each in records.finding_proposals(record)}


def test_what_is_asked_becomes_recommendations_with_day_and_person(case):
    record = taken(case)
    first, second, *_ = adopting.proposals_of(record)
    assert first.person == "Chủ tịch UBND phường Bắc Hà"
    assert [unit.name for unit in second.units] == ["Ủy ban nhân dân phường Nam Thành"]

    line = adopting.Adopted(first, "correct", first.units)
    (made,) = adopting.adopt(case, [line], actor=make_person("lan"))

    assert made.due_on == datetime.date(2026, 11, 15)
    assert made.obligations.get().person == "Chủ tịch UBND phường Bắc Hà"
    assert len(adopting.proposals_of(record)) == 3


def test_a_file_that_is_no_account_is_kept_and_told(case):
    record = taken(case, "Phường họp tổng kết năm.\n\nMọi việc đã xong từ tháng trước.")

    assert str(record) == "Văn bản"
    assert records.NO_ACCOUNT in record.doubts
    with pytest.raises(Problems, match="Không thấy chữ nào"):
        taken(case, " \n ")


def test_strangers_take_in_nothing(case):
    with pytest.raises(Refused):
        taken(case, by="quan")
    record = taken(case)
    with pytest.raises(Refused):
        records.revise_record(record, revision=1, actor=make_person("quan"), label="1/KL")


def test_of_two_who_put_it_right_the_second_is_told(case):
    record, lan = taken(case), make_person("lan")
    assert records.revise_record(record, revision=1, actor=lan, label="89/KL-TTTP")
    assert not records.revise_record(record, revision=2, actor=lan, label="89/KL-TTTP")
    with pytest.raises(Overtaken):
        records.revise_record(record, revision=1, actor=lan, label="90/KL-TTTP")


def test_an_account_that_is_taken_for_a_paper_is_doubted(cast):
    make_issued(make_report(make_full_case()))
    lan = signed_in(make_person("lan"))

    lan.post(
        f"{PAPERS}nhap/",
        {"kind": "KL", "upload": ContentFile(NEWS.encode(), name="bai-dang.txt")},
    )

    document = Document.objects.get(kind=DocumentKind.CONCLUSION)
    assert "giống bài viết về một văn bản" in ImportedFile.objects.get(document=document).doubts[0]


# --- Pages ----------------------------------------------------------------------------------------


def test_the_whole_way_on_the_screen(case):
    lan = signed_in(make_person("lan"))
    upload = ContentFile(NEWS.encode(), name="bai-dang.txt")
    answer = lan.post(f"{PAPERS}nhap/", {"kind": "phieu", "upload": upload})
    assert answer.headers["Location"] == RECORD

    page = lan.get(RECORD).content.decode()
    assert "Cả 3 đơn vị" in page
    assert "chưa có trong danh sách đối tượng của cuộc" in page
    assert lan.get(f"{RECORD}ban-goc/").getvalue().decode() == NEWS
    assert "Kết luận thanh tra 88/KL-TTTP" in lan.get(PAPERS).content.decode()

    found = lan.get(f"{RECORD}phat-hien/").content.decode()
    assert found.count("checked") == 4
    boxes = {f"keep_{key}": "on" for key in ("2", "3")}
    (first, second) = case.audited_units.exclude(position=1).order_by("position")
    topic = case.topics.first().pk
    kinds = {f"kind_{key}": "shortcoming" for key in "12345"}
    topics = {f"topic_{key}": topic for key in "12345"}
    sent = {**boxes, **kinds, **topics, "units_2": [second.pk], "units_3": [first.pk]}
    assert lan.post(f"{RECORD}phat-hien/", sent).status_code == 302
    assert Finding.objects.filter(inspection=case).count() == 2

    asked = lan.get(f"{RECORD}kien-nghi/").content.decode()
    assert asked.count("checked") == 2
    assert "Về phiếu văn bản" in asked


def test_nothing_ticked_is_told(case):
    taken(case)
    kinds = {f"kind_{key}": "shortcoming" for key in "12345"}
    topics = {f"topic_{key}": case.topics.first().pk for key in "12345"}

    answer = signed_in(make_person("lan")).post(f"{RECORD}phat-hien/", {**kinds, **topics})

    assert answer.status_code == 422
    assert "Chưa chọn dòng nào." in answer.content.decode()


def test_without_an_outline_the_page_leads_to_it(case):
    taken(case)
    case.topics.all().delete()

    page = signed_in(make_person("lan")).get(f"{RECORD}phat-hien/").content.decode()

    assert "Sang trang Đề cương" in page


def test_the_facts_are_put_right_and_a_wrong_order_of_days_is_told(case):
    taken(case)
    lan = signed_in(make_person("lan"))
    facts = {
        "kind": "Kết luận thanh tra",
        "label": "88/KL-TTTP",
        "on_site_from": "28/8/2026",
        "on_site_to": "03/8/2026",
        "revision": 1,
    }
    answer = lan.post(f"{RECORD}sua/", facts)
    assert answer.status_code == 422
    assert "Ngày kết thúc làm việc phải sau ngày bắt đầu." in answer.content.decode()

    facts["on_site_to"] = "29/8/2026"
    assert lan.post(f"{RECORD}sua/", facts).status_code == 302
    assert lan.post(f"{RECORD}sua/", facts | {"label": "1/KL"}).status_code == 409


def test_readers_of_the_case_see_it_and_others_do_not(case):
    taken(case)
    Inspection.objects.update(secrecy="team")

    assert signed_in(make_person("quan")).get(RECORD).status_code == 404
    page = signed_in(make_person("son")).get(RECORD)
    assert page.status_code == 200
    assert "Sửa thông tin" not in page.content.decode()


def test_it_is_found_by_number_and_by_words(case):
    taken(case)
    lan = signed_in(make_person("lan"))

    for words in ("88/KL-TTTP", "quan ly dat dai"):
        assert RECORD in lan.get("/tim/", {"q": words}).content.decode(), words
    Inspection.objects.update(secrecy="team")
    quan = signed_in(make_person("quan"))
    assert RECORD not in quan.get("/tim/", {"q": "88/KL-TTTP"}).content.decode()


def test_as_many_queries_for_many_records(case, django_assert_max_num_queries):
    lan = signed_in(make_person("lan"))
    taken(case)
    lan.get(PAPERS)
    with django_assert_max_num_queries(40) as one:
        lan.get(PAPERS)
    taken(case)
    taken(case)
    with django_assert_max_num_queries(40) as three:
        lan.get(PAPERS)
    assert len(three) == len(one)


def test_the_command_tells_paper_units_statements_and_demands(tmp_path, capsys):
    file = tmp_path / "bai-dang.txt"
    file.write_text(NEWS)

    call_command("import_document", file)
    told = capsys.readouterr().out
    call_command("import_document", file, json=True)
    as_json = capsys.readouterr().out

    assert "Bài viết về: Kết luận thanh tra 88/KL-TTTP ngày 30/09/2026" in told
    assert "[phường Thành] Riêng phường Thành chậm 12 hồ sơ." in told
    assert "Kiến nghị phường Thành: Rà soát các hồ sơ chậm" in told
    assert '"dated_on": "2026-09-30"' in as_json
    assert Recommendation.objects.count() == 0
