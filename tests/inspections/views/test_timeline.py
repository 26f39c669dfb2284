"""The timeline: acts, reminders and readings in one stream."""

import datetime

import pytest
from django.core.files.base import ContentFile

from findings import evidence
from inspections import cases
from inspections.choices import Secrecy
from inspections.models import Inspection
from office import reminders
from office.models import Reading
from office.reminders import Due
from tests.cast import make_person, signed_in
from tests.make.everything import PDF
from tests.make.findings import make_finding
from tests.make.inspections import make_inspection, make_running_inspection
from tests.make.reports import make_full_case, make_issued, make_report, make_submitted

pytestmark = pytest.mark.django_db
PAGE = "/thanh-tra/2024-001/dien-bien/"


def page_of(person, kind: str = "") -> str:
    answer = signed_in(person).get(PAGE, {"loai": kind} if kind else {})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_timeline_tells_who_did_what_and_why_newest_first(minh, son):
    inspection = make_inspection()
    cases.revise_inspection(inspection, revision=1, actor=minh, subject="việc trực")
    cases.drop(inspection, reason="Trùng với cuộc khác.", actor=son)
    page = signed_in(son).get("/thanh-tra/2024-001/dien-bien/").content.decode()
    assert page.index("Hủy cuộc thanh tra 2024-001.") < page.index("Sửa Cuộc thanh tra 2024-001:")
    assert "Lý do: Trùng với cuộc khác." in page
    assert "Trần Văn Minh" in page


def test_the_timeline_is_paged_and_costs_the_same_for_many_lines(
    minh, django_assert_max_num_queries
):
    inspection = make_inspection()
    client, counts = signed_in(minh), []
    for rounds in (1, 59):
        for _ in range(rounds):
            revision = Inspection.objects.get().revision
            subject = f"việc số {revision}"
            cases.revise_inspection(inspection, revision=revision, actor=minh, subject=subject)
        with django_assert_max_num_queries(60) as queries:
            page = client.get("/thanh-tra/2024-001/dien-bien/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert sum(len(group["lines"]) for group in page.context["days"]) == 50
    second = client.get("/thanh-tra/2024-001/dien-bien/", {"truoc": page.context["after"]})
    assert sum(len(group["lines"]) for group in second.context["days"]) == 10


def test_the_stream_is_narrowed_by_kind(minh, son):
    version = make_submitted(make_report(make_full_case()))
    finding = make_finding(version.document.inspection)
    evidence.attach(finding, [ContentFile(PDF, "a.pdf")], title="Biên bản", actor=minh)
    states, papers, files = (page_of(son, kind) for kind in ("trang-thai", "van-ban", "tep"))
    assert "Trình duyệt Báo cáo" in states
    assert "Thêm chứng cứ" not in states
    assert "Trình duyệt Báo cáo" in papers
    assert "Thêm chứng cứ" not in papers
    assert "Thêm chứng cứ" in files
    assert "Trình duyệt" not in files
    everything = page_of(son)
    assert "Thêm chứng cứ" in everything
    assert "Trình duyệt Báo cáo" in everything


def test_a_kind_or_a_place_that_does_not_exist_is_no_fault(minh):
    make_inspection()
    client = signed_in(minh)
    for asked in ({"loai": "x"}, {"truoc": "hôm qua"}, {"truoc": "2024-13-45T00:00:00+07:00"}):
        assert client.get(PAGE, asked).status_code == 200


def test_reminders_stand_in_the_stream(lan, minh):
    make_inspection()
    due = Due("k", "Kết thúc", datetime.date(2024, 6, 3), "/", chain="2024-001", doers=(lan,))
    reminders.remind([due], today=datetime.date(2024, 6, 3))
    assert "Nhắc Nguyễn Thị Lan: 2024-001: Kết thúc: hết hạn hôm nay" in page_of(minh, "nhac")


# --- Readings -------------------------------------------------------------------------------------


def test_who_read_a_draft_is_known_to_who_leads_and_decides(lan, minh, son):
    document = make_report(make_full_case())
    path = f"/thanh-tra/2024-001/van-ban/{document.pk}/xem/"
    for _ in range(2):
        assert signed_in(lan).get(path).status_code == 200
    reading = Reading.objects.get()
    assert (reading.person, reading.chain, reading.label) == (
        lan, "2024-001", f"dự thảo {document}",
    )  # fmt: skip
    for person in (minh, son):
        assert "Xem dự thảo Báo cáo" in page_of(person, "xem")
        assert "Xem dự thảo Báo cáo" in page_of(person)
    assert "Xem dự thảo" not in page_of(lan, "xem")


def test_what_is_issued_is_read_by_anybody_without_a_note(ha):
    document = make_issued(make_report(make_full_case()))
    signed_in(ha).get(f"/thanh-tra/2024-001/van-ban/{document.pk}/xem/")
    assert not Reading.objects.exists()


@pytest.mark.parametrize(("secrecy", "noted"), [(Secrecy.NORMAL, 0), (Secrecy.INTERNAL, 1)])
def test_proof_of_a_case_for_its_team_alone_is_noted(lan, secrecy, noted):
    finding = make_finding(make_running_inspection(secrecy=secrecy))
    (proof,) = evidence.attach(finding, [ContentFile(PDF, "a.pdf")], title="Sổ", actor=lan)
    answer = signed_in(lan).get(f"/thanh-tra/2024-001/phat-hien/1/chung-cu/{proof.pk}/tep/")
    assert answer.getvalue() == PDF
    assert Reading.objects.count() == noted


def test_who_may_not_read_leaves_no_note(quan):
    document = make_report(make_full_case())
    answer = signed_in(quan).get(f"/thanh-tra/2024-001/van-ban/{document.pk}/xem/")
    assert answer.status_code == 404
    assert not Reading.objects.exists()


def test_nothing_is_handed_over_when_the_note_cannot_be_written(monkeypatch):
    document = make_report(make_full_case())

    def broken(*args, **kwargs):
        raise RuntimeError("no note")

    monkeypatch.setattr("office.readings.note_reading", broken)
    with pytest.raises(RuntimeError, match="no note"):
        signed_in(make_person("lan")).get(f"/thanh-tra/2024-001/van-ban/{document.pk}/xem/")
