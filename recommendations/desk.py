"""What of this room lies on a person's desk."""

from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from findings.models import Finding
from inspections.choices import CaseState
from inspections.models import Inspection
from inspections.permissions import LEADING
from office.desk import DeskItem, Section
from recommendations.models import Recommendation


def items_for(user: Any) -> list[DeskItem]:
    """For who leads a team: shortcomings that nothing is recommended for yet; one query."""
    answered = Recommendation.findings.through.objects.filter(finding=OuterRef("pk"))
    bare = Finding.objects.standing().shortcomings().filter(waiver="").exclude(Exists(answered))
    led = (
        Inspection.objects.filter(
            state__in=(CaseState.ON_SITE, CaseState.REPORTING),
            members__person=user,
            members__role__in=LEADING,
            findings__in=bare,
        )
        .annotate(bare_count=Count("findings", distinct=True))
        .order_by("code")
    )
    return [
        DeskItem(
            section=Section.IN_HAND,
            case_code=case.code,
            case_name=case.full_subject,
            text=f"{case.bare_count} hạn chế, vi phạm chưa có kiến nghị",
            action="Xem độ bao phủ",
            url=reverse("recommendations:coverage", args=[case.code]),
            why="Bạn lãnh đạo đoàn của cuộc này.",
        )
        for case in led
    ]
