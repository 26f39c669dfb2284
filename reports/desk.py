"""What of this room lies on a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse

from accounts.models import Role
from inspections.permissions import leads, works_on
from office.desk import DeskItem, Section
from reports import permissions as may
from reports.choices import DocumentState
from reports.models import Document
from reports.turns import why_me

PLACES = {
    DocumentState.RETURNED: (Section.SENT_BACK, "Sửa và trình lại", "edit"),
    DocumentState.SUBMITTED: (Section.TO_DECIDE, "Xem xét, duyệt", "review"),
    DocumentState.APPROVED: (Section.TO_NUMBER, "Cấp số", "issue"),
    DocumentState.DRAFT: (Section.IN_HAND, "Soạn tiếp", "edit"),
}


def items_for(user: Any) -> list[DeskItem]:
    """The papers whose next step is this person's; the queries do not grow with the papers."""
    prefetch_related_objects([user], "signing_delegations")
    return [_item(paper, user) for paper in _papers(user) if _is_mine(paper, user)]


def _papers(user: Any) -> Iterable[Document]:
    papers = (
        Document.objects.visible_to(user)
        .filter(state__in=PLACES)
        .select_related("inspection")
        .prefetch_related("inspection__members", "review_steps")
        .order_by("pk")
    )
    if user.has_role(Role.CHIEF, Role.DEPUTY, Role.CLERK):
        return papers
    return papers.filter(state__in=(DocumentState.RETURNED, DocumentState.DRAFT))


def _is_mine(paper: Document, user: Any) -> bool:
    match paper.state:
        case DocumentState.RETURNED:
            return works_on(user, paper.inspection)
        case DocumentState.DRAFT:
            return paper.created_by_id == user.pk or leads(user, paper.inspection)
        case DocumentState.SUBMITTED:
            return may.can_review(user, paper)
        case _:
            return may.can_issue(user, paper)


def _item(paper: Document, user: Any) -> DeskItem:
    section, action, page = PLACES[DocumentState(paper.state)]
    inspection = paper.inspection
    return DeskItem(
        section=section,
        case_code=inspection.code,
        case_name=inspection.full_subject,
        text=str(paper),
        action=action,
        url=reverse(f"reports:{page}", args=[inspection.code, paper.pk]),
        why=why_me(paper, user),
    )
