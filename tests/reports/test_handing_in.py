"""A member hands his part in: the road of the text begins with it, and writing goes on."""

import pytest

from office.models import Notice
from office.workflow import Overtaken, Problems, Refused
from reports import chain, content, editing, handing_in, issuing, markup, problems
from reports.choices import Verdict, VersionReason
from reports.models import Block, Document
from tests.cast import make_person, signed_in
from tests.make.reports import make_report, make_submitted
from tests.reports.pages import text_row

pytestmark = pytest.mark.django_db
TELLS = "Văn bản chưa thay đổi gì so với bản đã bị trả lại."


@pytest.fixture
def report(cast) -> Document:
    return make_report()


def write(document: Document, words: str, by: str = "lan") -> None:
    row = text_row(document)
    blocks = content.blocks_to_json(markup.parse(words))
    editing.change(row, revision=row.revision, actor=make_person(by), blocks=blocks)


def first_part(document: Document) -> str:
    return handing_in.parts_of(document)[0][0]


def test_the_draft_is_kept_and_the_leader_is_told(report):
    write(report, "Phòng có 05 công chức.")

    version = handing_in.hand_in(
        report, part=first_part(report), note="Chờ số liệu.", actor=make_person("lan")
    )

    assert (version.number, version.reason) == (1, VersionReason.HANDED_IN)
    assert "05 công chức" in " ".join(content.words(content.from_json(version.tree, content.Paper)))
    assert report.is_editable
    step = report.review_steps.get()
    assert step.verdict == Verdict.HANDED_IN
    assert step.reason == "KHÁI QUÁT CHUNG: Chờ số liệu."
    notice = Notice.objects.get(person=make_person("minh"), text__contains="đã gửi phần")
    assert "“KHÁI QUÁT CHUNG”" in notice.text


def test_the_road_of_the_text_begins_with_the_part_of_the_member(report):
    write(report, "Lan viết.")
    handing_in.hand_in(report, part=handing_in.WHOLE, actor=make_person("lan"))
    write(report, "Minh viết lại.", by="minh")
    make_submitted(report)

    first, second = chain.links_of(report, make_person("minh"))
    assert first.acts[0].startswith("Gửi phần đã soạn: Nguyễn Thị Lan")
    assert second.before == first.version
    page = signed_in(make_person("minh")).get(f"{report.get_absolute_url()}so-sanh/")
    assert "Khi gửi phần" in page.content.decode() or "khi gửi phần" in page.content.decode()


def test_twice_the_same_words_are_told(report):
    lan = make_person("lan")
    handing_in.hand_in(report, part=handing_in.WHOLE, actor=lan)
    with pytest.raises(Problems, match="chưa có gì thay đổi"):
        handing_in.hand_in(report, part=handing_in.WHOLE, actor=lan)
    assert report.versions.count() == 1


def test_it_is_for_members_of_the_team_while_the_paper_is_written(report):
    for who in ("minh", "quan", "son"):
        with pytest.raises(Refused):
            handing_in.hand_in(report, part=handing_in.WHOLE, actor=make_person(who))
    make_submitted(report)
    with pytest.raises(Overtaken):
        handing_in.hand_in(report, part=handing_in.WHOLE, actor=make_person("lan"))


def test_a_part_that_somebody_removed_meanwhile_is_told(report):
    part = first_part(report)
    Block.objects.filter(parent=part).delete()
    Block.objects.filter(pk=part).delete()

    with pytest.raises(Overtaken, match="vừa được người khác bỏ"):
        handing_in.hand_in(report, part=part, actor=make_person("lan"))


def test_what_came_back_is_compared_with_what_came_back(report):
    version = make_submitted(report)
    issuing.send_back(report, sha256=version.sha256, reason="Sửa.", actor=make_person("son"))

    def told() -> list[str]:
        return [each.text for each in problems.before_submitting(report).warnings]

    assert TELLS in told()
    write(report, "Đã sửa theo ý kiến.")
    handing_in.hand_in(report, part=handing_in.WHOLE, actor=make_person("lan"))
    assert TELLS not in told()


def test_the_member_finds_it_on_the_page_and_the_leader_does_not(report):
    page = f"{report.get_absolute_url()}gui-phan/"
    lan, minh = signed_in(make_person("lan")), signed_in(make_person("minh"))
    assert page in lan.get(report.get_absolute_url()).content.decode()
    assert page not in minh.get(report.get_absolute_url()).content.decode()
    assert minh.get(page).status_code == 403

    answer = lan.post(page, {"part": first_part(report), "note": "Đã xong."})

    assert answer.headers["Location"] == report.get_absolute_url()
    shown = lan.get(report.get_absolute_url()).content.decode()
    assert "Gửi phần đã soạn" in shown
    assert "KHÁI QUÁT CHUNG: Đã xong." in shown
    again = lan.post(page, {"part": first_part(report)})
    assert again.status_code == 422
    assert "chưa có gì thay đổi" in again.content.decode()
