"""How far a case is in this room."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from findings.choices import FindingKind, FindingState
from findings.models import Evidence
from findings.permissions import can_edit_outline, can_record_finding
from inspections.models import Inspection
from office.desk import Step
from office.workflow import Problem

SHORT = (FindingKind.SHORTCOMING, FindingKind.VIOLATION)


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    """The outline and the findings with their proof; two queries."""
    return [_outline(inspection, user), _findings(inspection, user)]


def _outline(inspection: Inspection, user: Any) -> Step:
    count = inspection.topics.count()
    url = reverse("findings:outline", args=[inspection.code])
    missing = [Problem("Chưa có nội dung nào.", url)] if not count else []
    return Step(
        order=40,
        label="Đề cương",
        url=url,
        is_done=count > 0,
        note=f"{count} nội dung" if count else "",
        missing=missing if can_edit_outline(user, inspection) else [],
    )


def _findings(inspection: Inspection, user: Any) -> Step:
    standing = ~Q(state=FindingState.DROPPED)
    without_proof = ~Exists(Evidence.objects.standing().filter(finding=OuterRef("pk")))
    counts = inspection.findings.filter(standing).aggregate(
        all=Count("pk", distinct=True),
        noted=Count("pk", filter=Q(state=FindingState.NOTED), distinct=True),
    )
    bare = inspection.findings.filter(standing, without_proof, kind__in=SHORT).values_list(
        "number", flat=True
    )
    index = reverse("findings:index", args=[inspection.code])
    missing = []
    if not counts["all"]:
        missing.append(
            Problem("Chưa ghi phát hiện nào.", reverse("findings:record", args=[inspection.code]))
        )
    if counts["noted"]:
        missing.append(
            Problem(f"{counts['noted']} phát hiện chờ xác nhận.", f"{index}?trang-thai=noted")
        )
    if numbers := sorted(set(bare)):
        listed = ", ".join(str(number) for number in numbers[:12])
        more = "…" if len(numbers) > 12 else ""
        place = reverse("findings:detail", args=[inspection.code, numbers[0]])
        missing.append(
            Problem(f"Hạn chế, vi phạm số {listed}{more} chưa có chứng cứ.", f"{place}#chung-cu")
        )
    note = f"{counts['all']} phát hiện" if counts["all"] else ""
    return Step(
        order=45,
        label="Phát hiện và chứng cứ",
        url=index,
        is_done=bool(counts["all"]) and not counts["noted"],
        note=note,
        missing=missing if can_record_finding(user, inspection) else [],
    )
