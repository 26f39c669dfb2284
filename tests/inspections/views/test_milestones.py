"""Milestones, deadlines and the timeline as people see them."""

import datetime

import pytest
import time_machine

from inspections.choices import CaseState
from inspections.models import Inspection
from office.journal import history_of
from office.models import TimeLimit
from tests.cast import signed_in
from tests.make.inspections import (
    make_decision,
    make_inspection,
    make_milestone,
    make_running_inspection,
)
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
    offered = [key for key, _ in page.context["form"].fields["kind"].choices]
    # What was forgotten before can still be recorded, after what is due next.
    assert offered[0] == "on_site_ended"
    assert "announced" not in offered
    assert "notified" in offered
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


def test_in_a_case_without_decision_only_what_comes_before_it_is_recorded(minh):
    make_inspection()
    client = signed_in(minh)
    offered = client.get(PAGE).context["form"].fields["kind"].choices
    assert [key for key, _ in offered] == ["info_gathered"]
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


# --- Late and early -----------------------------------------------------------------------------
def make_limited(days: int = 3) -> Inspection:
    """Decided on 24/01; to be announced within so many days."""
    inspection = make_decided()
    make_time_limit(
        inspection.regime,
        TimeLimit.Step.ANNOUNCE,
        days,
        counted_from=TimeLimit.Event.DECIDED,
        provision=make_provision("64"),
    )
    return inspection


def test_a_late_step_asks_for_its_reason_and_keeps_what_was_typed(minh):
    make_limited()
    client = signed_in(minh)
    typed = {"kind": "announced", "happened_on": "30/01/2024", "note": "Tại trụ sở"}
    answer = client.post(PAGE, typed)
    assert answer.status_code == 422
    error = answer.context["form"].errors["delay_reason"][0]
    assert error.startswith("“Công bố quyết định” có hạn 29/01/2024; ghi sau hạn")
    assert "Tại trụ sở" in answer.content.decode()
    assert not Inspection.objects.get().milestones.exists()
    client.post(PAGE, typed | {"delay_reason": "Đơn vị xin lùi vì bão."})
    assert Inspection.objects.get().state == CaseState.ON_SITE
    page = client.get(PAGE).content.decode()
    assert "Lý do chậm: Đơn vị xin lùi vì bão." in page
    assert "Xong trễ 1 ngày" in page
    line = history_of("2024-001").filter(verb="explain_delay").get()
    assert line.reason == "Đơn vị xin lùi vì bão."


def test_a_step_that_is_running_late_can_be_explained_before_it_is_done(minh, lan, son):
    make_limited()
    address = f"{PAGE}announce/ly-do-cham/"
    assert address in signed_in(minh).get(PAGE).content.decode()
    assert address not in signed_in(lan).get(PAGE).content.decode()
    assert signed_in(lan).post(address, {"reason": "Vì bão."}).status_code == 403
    client = signed_in(son)
    empty = client.post(address, {"reason": " "})
    assert (empty.status_code, empty.context["form"].errors["reason"][0]) == (
        422,
        "Cần ghi lý do chậm.",
    )
    assert client.post(address, {"reason": "Trưởng đoàn ốm."}).url == PAGE
    assert "Lý do chậm: Trưởng đoàn ốm." in signed_in(lan).get(PAGE).content.decode()


def test_a_step_that_is_in_time_has_no_delay_to_explain(minh):
    make_limited(days=400)
    client = signed_in(minh)
    with time_machine.travel("2024-01-26 09:00+07:00"):
        assert client.get(f"{PAGE}announce/ly-do-cham/").status_code == 404
        assert client.post(f"{PAGE}moon/ly-do-cham/", {"reason": "x"}).status_code == 404


def test_an_announcement_too_soon_after_the_outline_is_recorded_with_a_warning(minh):
    inspection = make_decided()
    make_time_limit(
        inspection.regime, "outline_ahead", 5, counted_from="outline_sent", is_minimum=True
    )
    client = signed_in(minh)
    client.post(PAGE, {"kind": "outline_sent", "happened_on": "26/01/2024"})
    client.post(PAGE, {"kind": "announced", "happened_on": "29/01/2024"})
    assert Inspection.objects.get().state == CaseState.ON_SITE
    page = client.get(PAGE).content.decode()
    assert "Sớm hơn khoảng cách tối thiểu 5 ngày" in page
    assert "Sớm 2 ngày" in page


def test_what_follows_the_conclusion_is_recorded_by_who_follows_it(minh, ha, duc, thao):
    inspection = make_running_inspection(state=CaseState.CONCLUDED)
    make_milestone(inspection, "concluded", datetime.date(2024, 3, 15))
    assert signed_in(thao).get(PAGE).context["form"] is None
    published = {"kind": "published", "happened_on": "20/03/2024"}
    assert signed_in(ha).post(PAGE, published).url == PAGE
    received = {"kind": "conclusion_received", "happened_on": "21/03/2024"}
    assert signed_in(duc).post(PAGE, received).url == PAGE
    assert {row.event_id for row in inspection.milestones.order_by("pk")} >= {
        "published",
        "conclusion_received",
    }
    early = {"kind": "directed", "happened_on": "20/03/2024"}
    answer = signed_in(duc).post(PAGE, early)
    assert "không thể trước mốc" in answer.context["form"].errors["happened_on"][0]


def test_the_steps_of_the_law_can_be_read_beside_the_deadlines(lan):
    make_running_inspection()
    page = signed_in(lan).get(PAGE).content.decode()
    assert "Trình tự theo luật" in page
    assert "Giao xây dựng dự thảo kết luận" in page
    assert "Báo cáo kết quả thẩm định" in page
