"""Loading things of this room under permission: what one may not know of is 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from findings.models import (
    Citation,
    Evidence,
    Explanation,
    Finding,
    Indicator,
    Minutes,
    MinutesFile,
    RequestExtension,
    RequestFile,
    Topic,
    UnitRequest,
)
from inspections.models import Inspection
from inspections.views.loading import get_inspection


def get_topic(user: Any, code: str, topic_id: int) -> Topic:
    inspection = get_inspection(user, code)
    topic = get_object_or_404(inspection.topics, pk=topic_id)
    topic.inspection = inspection
    return topic


def get_finding(user: Any, code: str, number: int) -> Finding:
    """The finding with all that its page shows."""
    inspection = get_inspection(user, code)
    findings = inspection.findings.select_related("topic", "recorded_by", "keeper", "confirmed_by")
    finding = get_object_or_404(
        findings.prefetch_related(
            "units__unit__unit",
            "responsibilities__unit__unit",
            "provisions__document",
            "citations",
            "evidence__file",
            "evidence__replaced_by",
            "evidence__uploaded_by",
            "evidence__fills",
            "requests__unit__unit",
            "requests__explanations",
        ),
        number=number,
    )
    finding.inspection = inspection
    return finding


def get_evidence(user: Any, code: str, number: int, evidence_id: int) -> Evidence:
    inspection = get_inspection(user, code)
    evidence = get_object_or_404(
        Evidence.objects.select_related("finding", "file", "uploaded_by", "replaced_by"),
        finding__inspection=inspection,
        finding__number=number,
        pk=evidence_id,
    )
    evidence.finding.inspection = inspection
    return evidence


def get_citation(user: Any, code: str, citation_id: int) -> Citation:
    inspection: Inspection = get_inspection(user, code)
    citation = get_object_or_404(inspection.citations, pk=citation_id)
    citation.inspection = inspection
    return citation


def get_indicator(user: Any, code: str, number: int) -> Indicator:
    """The indicator with its figures."""
    inspection = get_inspection(user, code)
    rows = inspection.indicators.select_related("topic").prefetch_related("measurements")
    indicator = get_object_or_404(rows, number=number)
    indicator.inspection = inspection
    return indicator


def get_minutes(user: Any, code: str, number: int) -> Minutes:
    """The minutes with all that their page shows."""
    inspection = get_inspection(user, code)
    rows = inspection.minutes.select_related("unit__unit", "recorded_by")
    minutes = get_object_or_404(
        rows.prefetch_related("parties", "files__file", "files__uploaded_by"), number=number
    )
    minutes.inspection = inspection
    return minutes


def get_minutes_file(user: Any, code: str, number: int, file_id: int) -> MinutesFile:
    minutes = get_minutes(user, code, number)
    attached = get_object_or_404(minutes.files.select_related("file"), pk=file_id)
    attached.minutes = minutes
    return attached


def get_request(user: Any, code: str, number: int) -> UnitRequest:
    """The request with all that its page shows to the team."""
    inspection = get_inspection(user, code)
    rows = inspection.unit_requests.select_related("unit__unit", "created_by")
    asked = get_object_or_404(
        rows.prefetch_related(
            "findings",
            "files__file",
            "extensions__asked_by",
            "extensions__decided_by",
            "explanations__given_by",
            "explanations__viewed_by",
            "explanations__files__file",
        ),
        number=number,
    )
    asked.inspection = inspection
    return asked


def get_extension(user: Any, code: str, number: int, pk: int) -> RequestExtension:
    asked = get_request(user, code, number)
    extension = get_object_or_404(asked.extensions.all(), pk=pk)
    extension.request = asked
    return extension


def get_explanation(user: Any, code: str, number: int, pk: int) -> Explanation:
    asked = get_request(user, code, number)
    explanation = get_object_or_404(asked.explanations.all(), pk=pk)
    explanation.request = asked
    return explanation


def get_request_file(user: Any, code: str, number: int, file_id: int) -> RequestFile:
    asked = get_request(user, code, number)
    attached = get_object_or_404(asked.files.select_related("file"), pk=file_id)
    attached.request = asked
    return attached
