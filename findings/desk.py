"""What of this room lies on a person's desk."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from findings.choices import FindingState, RequestState
from findings.models import RequestExtension, UnitRequest
from inspections.choices import CaseState, TeamRole
from inspections.models import Inspection, TeamMember
from inspections.permissions import LEADING
from office.desk import DeskItem, Section

SOON = datetime.timedelta(days=3)
AT_WORK = (CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING)


def items_for(user: Any) -> list[DeskItem]:
    """Findings that wait for the leader or who is in charge, cases without any, requests to units.

    As many queries for one case as for thirty.
    """
    return [
        *_to_confirm(user),
        *_in_charge(user),
        *_not_begun(user),
        *_waiting(user),
        *_requests_to_direct(user),
        *_requests_to_answer(user),
    ]


def _to_confirm(user: Any) -> list[DeskItem]:
    noted = Q(findings__state=FindingState.NOTED)
    # A deputy does not confirm what he wrote himself.
    own = Q(findings__recorded_by=user) | Q(findings__keeper=user)
    led = (
        Inspection.objects.in_progress()
        .filter(members__person=user, members__role__in=LEADING)
        .annotate(
            waiting=Count("findings", filter=noted, distinct=True),
            waiting_of_others=Count("findings", filter=noted & ~own, distinct=True),
            is_leader=Count("members", filter=Q(members__role=TeamRole.LEADER), distinct=True),
        )
        .filter(waiting__gt=0)
        .order_by("code")
    )
    items = []
    for case in led:
        count = case.waiting if case.is_leader else case.waiting_of_others
        if count:
            items.append(
                DeskItem(
                    section=Section.TO_DECIDE,
                    case_code=case.code,
                    case_name=case.full_subject,
                    text=f"{count} phát hiện chờ xác nhận",
                    action="Xem và xác nhận",
                    url=f"{reverse('findings:index', args=[case.code])}?trang-thai=noted",
                    why="Bạn lãnh đạo đoàn của cuộc này.",
                )
            )
    return items


def _in_charge(user: Any) -> list[DeskItem]:
    """Findings given to this person to work out, until they are confirmed."""
    mine = Q(findings__state=FindingState.NOTED, findings__keeper=user)
    cases = (
        Inspection.objects.in_progress()
        .of_member(user)
        .annotate(given=Count("findings", filter=mine, distinct=True))
        .filter(given__gt=0)
        .order_by("code")
    )
    return [
        DeskItem(
            section=Section.IN_HAND,
            case_code=case.code,
            case_name=case.full_subject,
            text=f"{case.given} phát hiện bạn phụ trách",
            action="Hoàn thiện",
            url=f"{reverse('findings:everywhere')}?toi-phu-trach=1&cuoc={case.code}&trang-thai=noted",
            why="Trưởng đoàn giao bạn phụ trách.",
        )
        for case in cases
    ]


def _waiting(user: Any) -> list[DeskItem]:
    """For who wrote findings and may not confirm them himself."""
    waiting = (
        Inspection.objects.in_progress()
        .of_member(user)
        .exclude(members__in=TeamMember.objects.filter(person=user, role=TeamRole.LEADER))
        .annotate(
            noted_count=Count(
                "findings",
                filter=Q(
                    findings__state=FindingState.NOTED,
                    findings__keeper=None,
                    findings__recorded_by=user,
                ),
                distinct=True,
            )
        )
        .filter(noted_count__gt=0)
        .order_by("code")
    )
    return [
        DeskItem(
            section=Section.WAITING,
            case_code=case.code,
            case_name=case.full_subject,
            text=f"{case.noted_count} phát hiện bạn ghi chờ xác nhận",
            action="Xem phát hiện",
            url=f"{reverse('findings:index', args=[case.code])}?trang-thai=noted",
            why="Chờ trưởng đoàn xác nhận.",
        )
        for case in waiting
    ]


def _not_begun(user: Any) -> list[DeskItem]:
    empty = (
        Inspection.objects.of_member(user)
        .filter(state__in=AT_WORK, findings__isnull=True)
        .annotate(topics_count=Count("topics"))
        .order_by("code")
    )
    return [
        DeskItem(
            section=Section.IN_HAND,
            case_code=case.code,
            case_name=case.full_subject,
            text="Chưa ghi phát hiện nào" if case.topics_count else "Chưa lập đề cương",
            action="Ghi phát hiện" if case.topics_count else "Lập đề cương",
            url=reverse(
                "findings:record" if case.topics_count else "findings:outline", args=[case.code]
            ),
            why="Bạn ở trong đoàn của cuộc này.",
        )
        for case in empty
    ]


# --- Requests to units ----------------------------------------------------------------------------
def _requests_to_direct(user: Any) -> Iterator[DeskItem]:
    """For who leads: what came back to be weighed, who asks for more time, who is late."""
    today = timezone.localdate()
    led = Inspection.objects.in_progress().filter(members__person=user, members__role__in=LEADING)
    rows = UnitRequest.objects.filter(inspection__in=led).select_related("inspection", "unit__unit")
    asking = RequestExtension.objects.filter(granted__isnull=True).values("request")
    late = Q(state=RequestState.SENT, due_on__lt=today)
    matters = Q(state=RequestState.ANSWERED) | Q(state=RequestState.SENT, pk__in=asking) | late
    wants_time = set(asking.values_list("request", flat=True).filter(request__inspection__in=led))
    for each in rows.filter(matters).order_by("pk"):
        if each.state == RequestState.ANSWERED:
            section, text, action = Section.TO_DECIDE, "đã trả lời", "Xem xét"
        elif each.pk in wants_time:
            section, text, action = Section.TO_DECIDE, "xin lùi hạn", "Trả lời"
        else:
            section, text, action = Section.LATE, "chưa trả lời", "Đôn đốc"
        words = f"{each}: {each.unit} {text}."
        due_on = each.due_on if section == Section.LATE else None
        url = each.get_absolute_url()
        yield _request_item(each, section, words, action, url, "Bạn lãnh đạo đoàn.", due_on)


def _requests_to_answer(user: Any) -> Iterator[DeskItem]:
    """For the contact of a unit: what the unit was asked and has not answered."""
    if not user.has_role(Role.UNIT_CONTACT):
        return
    today = timezone.localdate()
    rows = UnitRequest.objects.addressed_to(user).filter(state=RequestState.SENT)
    for each in rows.select_related("inspection", "unit__unit").order_by("due_on", "pk"):
        section = Section.IN_HAND
        if each.due_on <= today + SOON:
            section = Section.LATE if each.due_on < today else Section.DUE_SOON
        url = reverse("unit_side:request", args=[each.pk])
        why = f"Bạn là đầu mối của {each.unit}."
        yield _request_item(each, section, f"{each}.", "Trả lời", url, why, each.due_on)


def _request_item(
    asked: UnitRequest,
    section: Section,
    text: str,
    action: str,
    url: str,
    why: str,
    due_on: datetime.date | None,
) -> DeskItem:
    return DeskItem(
        section=section,
        case_code=asked.inspection.code,
        case_name=asked.inspection.full_subject,
        text=text,
        action=action,
        url=url,
        due_on=due_on,
        why=why,
    )
