"""What of this room lies on a person's desk."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from findings.choices import FindingState
from inspections.choices import CaseState, TeamRole
from inspections.models import Inspection, TeamMember
from inspections.permissions import LEADING
from office.desk import DeskItem, Section

AT_WORK = (CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING)


def items_for(user: Any) -> list[DeskItem]:
    """Findings that wait for the leader or for who is in charge, cases without any; four queries."""
    return [*_to_confirm(user), *_in_charge(user), *_not_begun(user), *_waiting(user)]


def _to_confirm(user: Any) -> list[DeskItem]:
    noted = Q(findings__state=FindingState.NOTED)
    # A deputy does not confirm what he wrote himself.
    own = Q(findings__recorded_by=user)
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
    mine = Q(findings__state=FindingState.NOTED, findings__in_charge=user)
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
                filter=Q(findings__state=FindingState.NOTED, findings__recorded_by=user),
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
