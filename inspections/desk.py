"""What of this room lies on a person's desk."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from inspections import checks
from inspections.choices import CaseState, Interest
from inspections.deadlines import Deadline, Step, due_dates_of
from inspections.models import Inspection
from inspections.permissions import leads, seat_of, team_role
from inspections.revising import page_of
from office.desk import DeskItem, Section
from office.models import LegalStep

# What each step asks of a person, and what the button says.
TASKS: dict[str, tuple[str, str]] = {
    Step.ANNOUNCE: ("Công bố quyết định", "Ghi ngày công bố"),
    Step.ON_SITE: ("Kết thúc tiến hành trực tiếp", "Ghi ngày kết thúc"),
    Step.RESULT_REPORT: ("Gửi báo cáo kết quả", "Tới văn bản"),
    Step.ORDER_DRAFT: ("Giao xây dựng dự thảo kết luận", "Ghi ngày giao"),
    Step.DRAFT_CONCLUSION: ("Xây dựng dự thảo kết luận", "Tới văn bản"),
    Step.CONCLUDE: ("Ban hành kết luận", "Tới văn bản"),
    Step.PUBLISH: ("Công khai kết luận", "Ghi ngày công khai"),
}
# A step that only the library knows is called by the words of its law.
ANY_TASK = "Ghi ngày"
# These are met by a paper, not by a date typed in.
BY_PAPER = {Step.RESULT_REPORT, Step.DRAFT_CONCLUSION, Step.CONCLUDE}


def items_for(user: Any) -> list[DeskItem]:
    """Cases to prepare, and time limits that run or are over; as many queries for 1 case as for 30."""
    found = _cases_of(user)
    deadlines = due_dates_of(found, today=timezone.localdate())
    items = []
    for inspection in found:
        if inspection.state == CaseState.PREPARING:
            items += _preparation(user, inspection)
        items += [
            item
            for deadline in deadlines[inspection.pk]
            if deadline.is_open and (item := _deadline_item(user, inspection, deadline))
        ]
    return [*items, *_interests(user, found)]


def _interests(user: Any, found: list[Inspection]) -> list[DeskItem]:
    """One's own declaration before the announcement, and those that wait for the chief."""
    items = []
    for inspection in found:
        url = page_of(inspection, "interests")
        seat = seat_of(user, inspection)
        undeclared = seat is not None and seat.interest == Interest.NOT_DECLARED
        if undeclared and inspection.state == CaseState.DECIDED:
            text = "Kê khai xung đột lợi ích trước khi công bố quyết định"
            why = "Bạn ở trong đoàn của cuộc này."
            items.append(_item(inspection, Section.IN_HAND, text, "Kê khai", url, why=why))
        waiting = [row for row in inspection.members.all() if row.interest == Interest.PENDING]
        if any(row.person_id != user.pk for row in waiting) and user.has_role(Role.CHIEF):
            text = f"{len(waiting)} thành viên khai có xung đột lợi ích"
            why = "Bạn là Chánh thanh tra: người đó tạm không làm việc cho đến khi bạn quyết định."
            items.append(
                _item(inspection, Section.TO_DECIDE, text, "Xem, quyết định", url, why=why)
            )
    return items


def _cases_of(user: Any) -> list[Inspection]:
    """The cases in progress of which this person is in charge in some way."""
    visible = Inspection.objects.visible_to(user)
    if user.has_role(Role.CHIEF):
        # The conclusion is signed, and the one who signed it still has to publish it.
        visible = visible.in_progress() | visible.to_publish()
    else:
        visible = visible.in_progress()
        visible = visible.of_member(user) | visible.filter(opened_by=user)
    related = ("members", "audited_units", "decisions__bases", "milestones")
    return list(visible.order_by("pk").prefetch_related(*related))


def _preparation(user: Any, inspection: Inspection) -> list[DeskItem]:
    if not (leads(user, inspection) or inspection.opened_by_id == user.pk):
        return []
    missing = checks.of_decision_text(inspection) + checks.of_team(inspection)
    if not missing:
        # From here on it is the paper that waits for somebody (reports.desk).
        return []
    text = f"Chuẩn bị quyết định: còn {len(missing)} việc, trước hết “{missing[0].text}”"
    url, action = missing[0].mend, "Bổ sung"
    why = "Bạn lãnh đạo đoàn." if team_role(user, inspection) else "Bạn lập cuộc này."
    return [_item(inspection, Section.IN_HAND, text, action, url, why=why)]


def _deadline_item(user: Any, inspection: Inspection, deadline: Deadline) -> DeskItem | None:
    """Late and soon for who leads; the acts of the chief for the chief, those of others for nobody."""
    if deadline.done_by == LegalStep.DoneBy.ISSUER:
        is_mine, why = user.has_role(Role.CHIEF), "Việc của người ra quyết định."
    else:
        is_team = deadline.done_by == LegalStep.DoneBy.TEAM
        is_mine, why = is_team and leads(user, inspection), "Bạn lãnh đạo đoàn."
    if not is_mine:
        return None
    section = Section.IN_HAND
    if deadline.is_late or deadline.is_soon:
        section = Section.LATE if deadline.is_late else Section.DUE_SOON
    task, action = TASKS.get(deadline.step, (deadline.name, ANY_TASK))
    text = f"{task}: {deadline.in_words} ({deadline.limit} kể từ ngày {deadline.counted_from})."
    page = "reports:index" if deadline.step in BY_PAPER else "inspections:milestones"
    url = reverse(page, args=[inspection.code])
    return _item(inspection, section, text, action, url, why=why, due_on=deadline.due_on)


def _item(
    inspection: Inspection, section: Section, text: str, action: str, url: str, **more: Any
) -> DeskItem:
    return DeskItem(
        section=section,
        case_code=inspection.code,
        case_name=inspection.full_subject,
        text=text,
        action=action,
        url=url,
        **more,
    )
