"""Loading papers under permission: what one may not know of is 404."""

from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Role
from findings.models import Topic
from inspections.models import Inspection, Plan
from inspections.views.loading import get_inspection
from office.models import Job
from recommendations.urging import arrears_of
from reports import composing
from reports.choices import OF_A_DRAFT, AppraisalState, DocumentKind, Format
from reports.kinds import kinds_for
from reports.models import (
    Appraisal,
    Block,
    Comment,
    Document,
    PaperRecord,
    Rendition,
    Version,
)


class Source(NamedTuple):
    """A kind of paper and what in the case it is composed from."""

    owner: Inspection | Plan
    kind: DocumentKind
    about: composing.About


def get_owner(user: Any, code: str) -> Inspection | Plan:
    """The case or the plan of that code; Http404 when unknown to this person."""
    plans = Plan.objects.visible_to(user).select_related("issuer").prefetch_related("items")
    return plans.filter(code=code).first() or get_inspection(user, code)


def get_document(user: Any, code: str, pk: int) -> Document:
    """The paper with what every page of it needs.

    What only some papers have comes in queries of its own: PostgreSQL took 40 ms to plan one query
    with all of it, and asks for nothing where a paper has none.
    """
    papers = Document.objects.visible_to(user).select_related(
        "inspection__issuer", "issuer", "created_by", "template"
    )
    related = (
        *("inspection__members__person", "plan__items", "plan__issuer", "plan__created_by"),
        *("keeper", "signer", "based_on", "register_entry"),
        *("request__unit__unit", "minutes__unit__unit"),
    )
    document = get_object_or_404(papers.prefetch_related(*related).under(code), pk=pk)
    told = document.based_on if document.kind in OF_A_DRAFT else document
    if told is not None and told.kind == DocumentKind.CONCLUSION:
        prefetch_related_objects([told], "units__unit")
    return document


def get_document_and_topic(user: Any, code: str, pk: int, topic_id: int) -> tuple[Document, Topic]:
    """A paper and a topic of its case."""
    document = get_document(user, code, pk)
    topic = get_object_or_404(document.case.topics.select_related("parent"), pk=topic_id)
    topic.inspection = document.case
    return document, topic


def get_document_and_key(user: Any, code: str, pk: int, key: str) -> tuple[Document, str]:
    """A paper and the key of a remark on it; whether it is still made, the rule says."""
    return get_document(user, code, pk), key


def get_comment(user: Any, code: str, pk: int, comment: int) -> Comment:
    """A comment on a paper that this person may read; an answer is not asked for alone."""
    document = get_document(user, code, pk)
    rows = document.comments.filter(answers_to=None).select_related("author", "block", "section")
    found = get_object_or_404(rows, pk=comment)
    found.document = document
    return found


def get_block(user: Any, code: str, pk: int, block: int) -> Block:
    """A row of a draft."""
    document = get_document(user, code, pk)
    row = get_object_or_404(Block.objects.filter(document=document), pk=block)
    row.document = document
    return row


def get_owner_and_kind(
    user: Any, code: str, kind: DocumentKind
) -> tuple[Inspection | Plan, DocumentKind]:
    """The case or plan and the kind of paper to compose for it; Http404 where it gives none."""
    case = _case_appraised_by(user, code) if kind == DocumentKind.APPRAISAL else None
    owner = case or get_owner(user, code)
    if kind not in kinds_for(owner):
        raise Http404
    return owner, kind


def _case_appraised_by(user: Any, code: str) -> Inspection | None:
    """The case for its team alone whose draft this appraiser has answered for.

    He writes his report of it, and gets nothing else of the case.
    """
    if not user.has_role(Role.APPRAISER):
        return None
    given = Appraisal.objects.filter(appraiser=user, state=AppraisalState.GIVEN)
    cases = Inspection.objects.exclude(pk__in=Inspection.objects.visible_to(user).values("pk"))
    answered = cases.filter(pk__in=given.values("document__inspection"))
    return answered.select_related("issuer", "regime").filter(code=code).first()


def get_kind_and_source(user: Any, code: str, kind: DocumentKind, number: int) -> Source:
    """The case, the kind, and the request, the minutes or the unit of that number in the case."""
    owner, kind = get_owner_and_kind(user, code, kind)
    if kind not in composing.ABOUT or isinstance(owner, Plan):
        raise Http404
    about: composing.About
    if composing.ABOUT[kind] == "request":
        asked = owner.unit_requests.select_related("unit__unit")
        about = get_object_or_404(asked, number=number)
    elif kind == DocumentKind.URGE_DUTIES:
        owed = arrears_of(owner, number)
        if owed is None:
            raise Http404
        return Source(owner, kind, owed)
    else:
        about = get_object_or_404(owner.minutes.select_related("unit__unit"), number=number)
    about.inspection = owner
    return Source(owner, kind, about)


def get_record(user: Any, code: str, number: int) -> PaperRecord:
    """The record of that number in a case that this person may see."""
    inspection = get_inspection(user, code)
    rows = inspection.paper_records.select_related("file", "recorded_by")
    record = get_object_or_404(rows, number=number)
    record.inspection = inspection
    return record


def get_appraisal(user: Any, code: str, pk: int, appraisal: int) -> Appraisal:
    """An order to appraise this paper."""
    document = get_document(user, code, pk)
    row = get_object_or_404(
        document.appraisals.select_related("appraiser", "version"), pk=appraisal
    )
    row.document = document
    return row


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
    return _finished(user, code, pk, Format.PDF)


def get_word(user: Any, code: str, pk: int) -> Rendition:
    """The finished Word file of a paper, likewise."""
    return _finished(user, code, pk, Format.DOCX)


def _finished(user: Any, code: str, pk: int, form: Format) -> Rendition:
    papers = Document.objects.visible_to(user).under(code).filter(pk=pk)
    finished = Rendition.objects.filter(
        version__document__in=papers, format=form, file__isnull=False
    ).select_related("file", "version__document")
    # Not the frozen tree: of a long paper it is a megabyte that nobody reads here.
    finished = finished.only("file", "version__document__number", "version__document__symbol")
    found = finished.order_by("-version__number").first()
    if found is None:
        raise Http404
    return found
