"""Does every shortcoming lead to a recommendation, and does every recommendation have a ground?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from findings.models import Finding
from inspections.models import Inspection
from office.workflow import Problem
from recommendations.models import Recommendation


@dataclass(frozen=True)
class Line:
    """One finding of the matrix with the recommendations that answer it."""

    finding: Finding
    answers: Sequence[Recommendation]

    @property
    def is_hole(self) -> bool:
        return not self.answers and not self.finding.waiver

    @property
    def is_waived(self) -> bool:
        return not self.answers and bool(self.finding.waiver)


@dataclass(frozen=True)
class Coverage:
    """The matrix of a case: shortcomings and breaches against recommendations."""

    lines: Sequence[Line]
    recommendations: Sequence[Recommendation]
    groundless: Sequence[Recommendation]

    @property
    def unanswered(self) -> list[Finding]:
        return [line.finding for line in self.lines if line.is_hole]

    @property
    def answered_count(self) -> int:
        return sum(bool(line.answers) for line in self.lines)

    @property
    def waived(self) -> list[Finding]:
        """Shortcomings for which the leader said why nothing is recommended."""
        return [line.finding for line in self.lines if line.is_waived]


def coverage_of(inspection: Inspection) -> Coverage:
    """The whole picture in four queries. A dropped finding is no ground."""
    standing = Finding.objects.standing().select_related("topic", "inspection")
    recommendations = list(
        Recommendation.objects.filter(inspection=inspection)
        .select_related("inspection")
        .prefetch_related(
            Prefetch("findings", queryset=standing.order_by("number"), to_attr="grounds"),
            "obligations__unit",
        )
        .order_by("position", "number")
    )
    answers: dict[int, list[Recommendation]] = {}
    for recommendation in recommendations:
        for finding in recommendation.grounds:
            answers.setdefault(finding.pk, []).append(recommendation)
    findings = standing.filter(inspection=inspection).shortcomings()
    lines = [
        Line(finding, answers.get(finding.pk, []))
        for finding in findings.order_by("topic__position", "position", "number")
    ]
    groundless = [each for each in recommendations if not each.grounds and not each.is_general]
    return Coverage(lines, recommendations, groundless)


def holes(inspection: Inspection) -> list[Problem]:
    """Shortcomings without recommendation and recommendations without ground, each mendable.

    Asked by reports before a paper is submitted, and by the case page.
    """
    return holes_in(coverage_of(inspection), inspection)


def holes_in(coverage: Coverage, inspection: Inspection) -> list[Problem]:
    """The same for a coverage at hand."""
    draft = reverse("recommendations:draft", args=[inspection.code])
    found = [
        Problem(
            f"{finding} ({finding.get_kind_display().lower()}) chưa có kiến nghị.",
            f"{draft}?phat-hien={finding.number}",
        )
        for finding in coverage.unanswered
    ]
    found += [
        Problem(
            f"{each} chưa gắn với phát hiện nào, cũng chưa đánh dấu là kiến nghị chung.",
            reverse("recommendations:revise", args=[inspection.code, each.number]) + "#id_findings",
        )
        for each in coverage.groundless
    ]
    return found
