"""Loading papers under permission: what one may not know of is 404."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from findings.models import Topic
from inspections.models import Inspection
from inspections.views.loading import get_inspection
from office.models import Job
from reports.choices import DocumentKind, Format
from reports.models import Block, Document, Rendition, Version


def get_document(user: Any, code: str, pk: int) -> Document:
    """The paper with what every page of it needs."""
    papers = Document.objects.visible_to(user).select_related(
        "inspection__issuer", "issuer", "created_by", "signer", "based_on", "register_entry"
    )
    return get_object_or_404(
        papers.prefetch_related("inspection__members__person"), inspection__code=code, pk=pk
    )


def get_document_and_topic(user: Any, code: str, pk: int, topic_id: int) -> tuple[Document, Topic]:
    """A paper and a topic of its case."""
    document = get_document(user, code, pk)
    topic = get_object_or_404(document.inspection.topics.select_related("parent"), pk=topic_id)
    topic.inspection = document.inspection
    return document, topic


def get_block(user: Any, code: str, pk: int, block: int) -> Block:
    """A row of a draft."""
    document = get_document(user, code, pk)
    row = get_object_or_404(Block.objects.filter(document=document), pk=block)
    row.document = document
    return row


def get_case_and_kind(user: Any, code: str, kind: DocumentKind) -> tuple[Inspection, DocumentKind]:
    """The case and the kind of paper that is to be composed for it."""
    return get_inspection(user, code), kind


def get_job_of(user: Any, code: str, pk: int, job_id: Any) -> tuple[Document, Job]:
    """A preview of this paper that somebody asked for."""
    document = get_document(user, code, pk)
    job = Job.objects.filter(pk=job_id, kind="reports.preview_draft").first()
    if job is None or job.payload.get("document") != document.pk:
        raise Http404
    return document, job


def get_version(user: Any, code: str, pk: int, number: int) -> Version:
    """A frozen version of a paper."""
    document = get_document(user, code, pk)
    version = get_object_or_404(Version.objects.filter(document=document), number=number)
    version.document = document
    return version


def get_pdf(user: Any, code: str, pk: int) -> Rendition:
    """The finished PDF of a paper with its file, in one query.

    It is opened more often than any page, and costs hardly more than an empty one.
    """
    papers = Document.objects.visible_to(user).filter(inspection__code=code, pk=pk)
    finished = Rendition.objects.filter(
        version__document__in=papers, format=Format.PDF, file__isnull=False
    ).select_related("file", "version__document")
    # Not the frozen tree: of a long paper it is a megabyte that nobody reads here.
    finished = finished.only("file", "version__document__number", "version__document__symbol")
    found = finished.order_by("-version__number").first()
    if found is None:
        raise Http404
    return found
