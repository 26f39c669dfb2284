"""One act on many rows of a list: shown first, then done by each row's own rule."""

import datetime

import pytest

from findings.choices import FindingKind, FindingState
from findings.models import Finding
from office.models import JournalEntry, Notice
from recommendations.models import Recommendation
from tests.cast import signed_in
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_running_inspection

pytestmark = pytest.mark.django_db
FINDINGS, ASKED = "/phat-hien/cung-luc/", "/kien-nghi/cung-luc/"


@pytest.fixture
def noted(minh) -> tuple[Finding, Finding]:
    """One that can be confirmed, and a breach without its rule, which cannot."""
    inspection = make_running_inspection()
    good = make_finding(inspection, state=FindingState.NOTED)
    bare = make_finding(inspection, kind=FindingKind.VIOLATION, state=FindingState.NOTED)
    return good, bare


def states(*findings: Finding) -> list[str]:
    return [Finding.objects.get(pk=each.pk).state for each in findings]


def test_the_effect_is_shown_before_anything_is_done(minh, noted):
    keys = [each.pk for each in noted]
    page = signed_in(minh).post(FINDINGS, {"viec": "xac-nhan", "chon": keys}).content.decode()
    assert "Sẽ làm 1 dòng, 1 dòng không làm được" in page
    assert "Vi phạm phải nêu căn cứ pháp lý bị vi phạm." in page
    assert states(*noted) == ["noted", "noted"]
    assert not JournalEntry.objects.filter(verb="confirm").exists()


def test_what_can_be_done_is_done_and_the_rest_is_told(minh, noted):
    keys = [each.pk for each in noted]
    answer = signed_in(minh).post(FINDINGS, {"viec": "xac-nhan", "chon": keys, "lam": "1"})
    page = answer.content.decode()
    assert states(*noted) == ["confirmed", "noted"]
    assert "1 dòng chưa làm được" in page
    assert "Vi phạm phải nêu căn cứ" in page
    assert JournalEntry.objects.filter(verb="confirm").count() == 1


def test_when_all_is_done_the_filtered_list_comes_back(minh, noted):
    typed = {"viec": "xac-nhan", "chon": noted[0].pk, "lam": "1", "next": "/phat-hien/?loai=note"}
    assert signed_in(minh).post(FINDINGS, typed).url == "/phat-hien/?loai=note"
    outside = typed | {"next": "//evil.example/", "chon": noted[1].pk}
    assert b"evil.example" not in signed_in(minh).post(FINDINGS, outside).content


def test_nobody_does_together_what_he_may_not_do_alone(lan, quan, noted):
    typed = {"viec": "xac-nhan", "chon": noted[0].pk, "lam": "1"}
    assert "Bạn không có quyền" in signed_in(lan).post(FINDINGS, typed).content.decode()
    # What one may not know of is not there.
    assert signed_in(quan).post(FINDINGS, typed).status_code == 302
    assert states(noted[0]) == ["noted"]


@pytest.mark.parametrize("keys", [[], ["x"], ["9" * 40], ["²"]])
def test_nothing_chosen_leads_back(minh, noted, keys):
    answer = signed_in(minh).post(FINDINGS, {"viec": "xac-nhan", "chon": keys})
    assert answer.url == "/phat-hien/"
    assert signed_in(minh).post(FINDINGS, {"viec": "?", "chon": noted[0].pk}).url == "/phat-hien/"


def test_a_member_is_put_in_charge_and_told(minh, lan, noted):
    client, typed = signed_in(minh), {"viec": "giao", "chon": [each.pk for each in noted]}
    assert "Nguyễn Thị Lan" in client.post(FINDINGS, typed).content.decode()
    assert "Sẽ làm 2 dòng" in client.post(FINDINGS, typed | {"person": lan.pk}).content.decode()
    assert not Notice.objects.exists()
    client.post(FINDINGS, typed | {"person": lan.pk, "lam": "1"})
    assert {each.keeper for each in Finding.objects.all()} == {lan}
    assert Notice.objects.filter(person=lan, text__contains="giao phụ trách").count() == 2
    assert JournalEntry.objects.filter(verb="assign", sentence__contains="Nguyễn Thị Lan").exists()
    assert "2 phát hiện bạn phụ trách" in signed_in(lan).get("/").content.decode()
    listed = signed_in(lan).get("/phat-hien/?toi-phu-trach=1").context["page"].rows
    assert len(listed) == 2


def test_who_is_not_in_the_team_is_not_put_in_charge(minh, quan, noted):
    typed = {"viec": "giao", "chon": noted[0].pk, "person": quan.pk, "lam": "1"}
    answer = signed_in(minh).post(FINDINGS, typed)
    assert answer.status_code == 422
    assert "không ở trong đoàn" in answer.content.decode()
    assert Finding.objects.get(pk=noted[0].pk).keeper is None


def test_a_member_puts_nobody_in_charge(lan, noted):
    typed = {"viec": "giao", "chon": noted[0].pk, "person": lan.pk, "lam": "1"}
    assert "Chỉ trưởng đoàn" in signed_in(lan).post(FINDINGS, typed).content.decode()
    assert Finding.objects.get(pk=noted[0].pk).keeper is None


def test_many_recommendations_get_one_due_date(minh):
    inspection = make_running_inspection()
    keys = [make_recommendation(inspection).pk for _ in range(2)]
    client, typed = signed_in(minh), {"viec": "dat-han", "chon": keys}
    wrong = client.post(ASKED, typed | {"due_on": "31/02/2026"})
    assert wrong.status_code == 422
    assert 'value="31/02/2026"' in wrong.content.decode()
    assert "Sẽ làm 2 dòng" in client.post(ASKED, typed | {"due_on": "1/3/2026"}).content.decode()
    assert client.post(ASKED, typed | {"due_on": "1/3/2026", "lam": "1"}).url == "/kien-nghi/"
    rows = Recommendation.objects.values_list("due_kind", "due_on", "revision")
    assert set(rows) == {("date", datetime.date(2026, 3, 1), 2)}
    assert JournalEntry.objects.filter(verb="set_due_date").count() == 2


def test_boxes_are_for_those_who_work_on_cases(minh, ha):
    make_finding(make_running_inspection())
    assert 'name="chon"' in signed_in(minh).get("/phat-hien/").content.decode()
    assert 'name="chon"' not in signed_in(ha).get("/phat-hien/").content.decode()
