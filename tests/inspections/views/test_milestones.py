"""Milestones, deadlines and the timeline as people see them."""

import pytest

from inspections.choices import CaseState
from inspections.models import Inspection
from office.models import TimeLimit
from tests.cast import signed_in
from tests.make.inspections import make_decision, make_inspection, make_running_inspection
from tests.make.office import make_provision, make_time_limit

PAGE = "/thanh-tra/2024-001/moc/"


def make_decided() -> Inspection:
    inspection = make_inspection(state=CaseState.DECIDED)
    make_decision(inspection)
    return inspection


def test_the_announcement_is_recorded_and_the_next_milestone_is_offered(minh):
    make_decided()
    client = signed_in(minh)
    typed = {"kind": "announced", "happened_on": "29/1/2024", "note": "Tại trụ sở UBND quận"}
    assert client.post(PAGE, typed).url == PAGE
    page = client.get(PAGE)
    assert [key for key, _ in page.context["form"].fields["kind"].choices] == ["on_site_ended"]
    assert "Tại trụ sở UBND quận" in page.content.decode()


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"happened_on": ""}, "happened_on", "Hãy nhập ngày."),
        ({"happened_on": "31/02/2024"}, "happened_on", "31/02/2024 không có trong lịch"),
        ({"happened_on": "01/01/2099"}, "happened_on", "chưa tới"),
        ({"happened_on": "23/01/2024"}, "happened_on", "trước ngày ký quyết định 24/01/2024"),
        ({"kind": "on_site_ended"}, "kind", "Đã có quyết định"),
        ({"kind": "moon"}, "kind", "chưa ghi được mốc đó"),
        ({"note": "a" * 501}, "note", "500"),
    ],
)
def test_a_wrong_milestone_is_told_at_its_field(minh, facts, field, sentence):
    make_decided()
    typed = {"kind": "announced", "happened_on": "29/01/2024", "note": "Ghi chú"} | facts
    answer = signed_in(minh).post(PAGE, typed)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert Inspection.objects.get().state == CaseState.DECIDED


def test_the_direct_phase_does_not_end_before_it_was_announced(minh):
    make_running_inspection()
    answer = signed_in(minh).post(PAGE, {"kind": "on_site_ended", "happened_on": "28/01/2024"})
    error = answer.context["form"].errors["happened_on"][0]
    assert "không thể trước mốc “Công bố quyết định” ngày 29/01/2024" in error


def test_in_a_case_without_decision_there_is_nothing_to_record(minh):
    make_inspection()
    client = signed_in(minh)
    assert client.get(PAGE).context["form"] is None
    answer = client.post(PAGE, {"kind": "announced", "happened_on": "29/01/2024"})
    assert answer.status_code == 422


def test_every_deadline_says_days_event_date_and_article(minh):
    inspection = make_running_inspection()
    make_time_limit(
        inspection.regime,
        TimeLimit.Step.ON_SITE,
        30,
        counted_from=TimeLimit.Event.ANNOUNCED,
        provision=make_provision("47"),
    )
    page = signed_in(minh).get(PAGE).content.decode()
    for text in (
        "Thời hạn thanh tra",
        "kể từ ngày công bố quyết định",
        "29/01/2024",
        "hạn 28/02/2024",
        "Điều 47 Luật Thanh tra ngày 14 tháng 11 năm 2022",
        "Chưa đối chiếu văn bản",
        "Trễ",
    ):
        assert text in page


def test_a_wrong_day_is_corrected_with_a_reason(minh):
    milestone = make_running_inspection().milestones.get()
    client, page = signed_in(minh), f"{PAGE}{milestone.pk}/sua/"
    for facts, field, sentence in (
        ({"happened_on": "30/01/2024", "reason": ""}, "reason", "Cần ghi lý do"),
        ({"happened_on": "23/01/2024", "reason": "Nhầm"}, "happened_on", "trước ngày ký"),
        ({"happened_on": "30/02/2024", "reason": "Nhầm"}, "happened_on", "không có trong lịch"),
    ):
        answer = client.post(page, facts)
        assert answer.status_code == 422
        assert sentence in answer.context["form"].errors[field][0]
    client.post(page, {"happened_on": "30/01/2024", "reason": "Ghi nhầm ngày."})
    milestone.refresh_from_db()
    assert f"{milestone.happened_on:%d/%m/%Y}" == "30/01/2024"


def test_a_member_reads_milestones_and_records_none(lan):
    make_decided()
    client = signed_in(lan)
    assert client.get(PAGE).context["form"] is None
    typed = {"kind": "announced", "happened_on": "29/01/2024"}
    assert client.post(PAGE, typed).status_code == 403
