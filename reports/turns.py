"""Whose turn it is with a paper, and why: for the paper's page, the desk and the steps."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import Role
from reports import permissions as may
from reports.choices import AppraisalState, DocumentKind, DocumentState, Verdict
from reports.lifecycle import DOCUMENT
from reports.models import Appraisal, Document, ReviewStep


@dataclass(frozen=True)
class Act:
    """A button: the act, its words and its page."""

    action: str
    label: str
    url: str
    is_main: bool = False
    # Done on the spot, by a form of one button.
    is_post: bool = False


# Where each act of the lifecycle is done; approve and send back share the page of the reviewer.
PAGES = {
    "submit": "submit",
    "approve": "review",
    "issue": "issue",
    "withdraw": "withdraw",
    "recall": "recall",
    "discard": "discard",
}
WORDS = {"approve": "Xem xét, duyệt"}
MAIN = {"submit", "approve", "issue"}


def acts_of(document: Document, user: Any) -> list[Act]:
    """What this person may do with the paper now, the main act first."""
    acts = []
    if may.can_edit(user, document):
        # What came back is corrected first, then submitted again.
        returned = document.state == DocumentState.RETURNED
        acts.append(Act("edit", "Sửa nội dung", _url("edit", document), is_main=returned))
    if may.can_hand_in(user, document):
        acts.append(Act("hand_in", "Gửi phần đã soạn", _url("hand_in", document)))
    acts += [
        Act(
            transition.action,
            WORDS.get(transition.action, transition.label),
            _url(PAGES[transition.action], document),
            is_main=transition.action in MAIN and not any(act.is_main for act in acts),
            is_post=transition.action == "withdraw",
        )
        for transition in DOCUMENT.open_to(user, document)
        if transition.action in PAGES
    ]
    acts += _acts_of_appraisal(document, user)
    return sorted(acts, key=lambda act: not act.is_main)


def _acts_of_appraisal(document: Document, user: Any) -> list[Act]:
    """The opinion for who is asked; naming somebody for who may, while nobody is asked."""
    if document.state != DocumentState.SUBMITTED:
        return []
    asked = appraisal_of(document, user)
    if asked is not None:
        url = reverse("reports:appraise", args=[document.owner.code, document.pk, asked.pk])
        return [Act("appraise", "Cho ý kiến thẩm định", url, is_main=True)]
    rows = document.appraisals.all()
    if any(row.state != AppraisalState.ENDED for row in rows):
        return []
    if not may.can_assign_appraiser(user, document):
        return []
    return [Act("assign_appraiser", "Giao thẩm định", _url("assign_appraiser", document))]


def appraisal_of(document: Document, user: Any) -> Appraisal | None:
    """The open order to this person to appraise it. Reads `appraisals.all()`."""
    rows = document.appraisals.all()
    mine = (row for row in rows if row.appraiser_id == user.pk)
    return next((row for row in mine if row.state == AppraisalState.ASSIGNED), None)


def _url(page: str, document: Document) -> str:
    return reverse(f"reports:{page}", args=[document.owner.code, document.pk])


def why_me(document: Document, user: Any) -> str:
    """Why it is this person's turn; empty when it is not."""
    match document.state:
        case DocumentState.DRAFT | DocumentState.RETURNED if _is_of_appraiser(document):
            mine = may.can_submit(user, document)
            return "Bạn là người thẩm định: soạn xong thì trình duyệt." if mine else ""
        case DocumentState.RETURNED if may.writes_in(user, document):
            whose = "bạn" if document.plan_id else "đoàn của bạn"
            return f"Văn bản bị trả lại cho {whose} để sửa."
        case DocumentState.DRAFT if may.leads_in(user, document):
            what = "kế hoạch" if document.plan_id else "đoàn"
            return f"Bạn phụ trách {what}: soạn xong thì trình duyệt."
        case DocumentState.SUBMITTED if asked := appraisal_of(document, user):
            return f"Bạn được giao thẩm định, hạn {asked.due_on:%d/%m/%Y} ({asked.assignment})."
        case DocumentState.SUBMITTED if may.can_review(user, document):
            if user.has_role(Role.CHIEF):
                return "Bạn là Chánh thanh tra: văn bản chờ bạn duyệt."
            return "Hôm nay bạn được giao ký thay: văn bản chờ bạn duyệt."
        case DocumentState.APPROVED if user.has_role(Role.CLERK):
            return "Bạn là văn thư: văn bản đã duyệt chờ bạn cấp số."
    return ""


def _is_of_appraiser(document: Document) -> bool:
    return document.kind == DocumentKind.APPRAISAL


def waits_for(document: Document) -> str:
    """Who is next, for those whose turn it is not."""
    writer = "Người lập kế hoạch" if document.plan_id else "Đoàn"
    if _is_of_appraiser(document):
        writer = "Người thẩm định"
    return {
        DocumentState.DRAFT: f"{writer} đang soạn.",
        DocumentState.RETURNED: f"{writer} đang sửa theo ý kiến trả lại.",
        DocumentState.SUBMITTED: "Đang chờ người có thẩm quyền duyệt.",
        DocumentState.APPROVED: "Đã duyệt, đang chờ văn thư cấp số.",
        DocumentState.ISSUED: "Đã ban hành.",
        DocumentState.DISCARDED: "Dự thảo đã hủy.",
    }[DocumentState(document.state)]


def last_return(document: Document) -> ReviewStep | None:
    """The reason that stands on top until the paper is submitted again."""
    if document.state != DocumentState.RETURNED:
        return None
    returns = (Verdict.RETURNED, Verdict.RECALLED)
    steps = ReviewStep.objects.filter(document=document, verdict__in=returns)
    return steps.select_related("actor").order_by("-pk").first()
