"""What stands in the way of submitting and issuing a paper, told at once, each with its place."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from inspections import amendment_checks, cases, checks, plans
from inspections.amendment_checks import Draft
from inspections.choices import CaseState, MilestoneKind
from inspections.models import Inspection
from inspections.revising import page_of
from office import law, secrecy
from office.models import AppraisalRule
from office.workflow import Problem
from recommendations import coverage
from reports import commenting, proof, remarks
from reports.choices import (
    FROM_REPORT,
    OF_FINDINGS,
    AppraisalState,
    AppraisalVerdict,
    BlockKind,
    BlockPart,
    DocumentKind,
    SignedBy,
    Verdict,
)
from reports.composing import duties
from reports.composing.bound import left_out, unconfirmed, unsummarised
from reports.content import Paper, canonical, lines_of
from reports.drafts import Node, nodes_of, paper_of, refresh, today
from reports.kinds import template_of
from reports.models import Block, Document
from reports.signers import may_sign

HEADER_FIELDS = (
    ("subject", "Chưa có trích yếu."),
    ("place", "Chưa có địa danh."),
    ("issuer_name", "Chưa có tên cơ quan ban hành."),
    ("symbol", "Chưa có ký hiệu: cơ quan ban hành chưa khai chữ viết tắt."),
    ("signer_name", "Chưa có người ký."),
    ("signer_authority", "Chưa có chức vụ của người ký."),
    ("recipients", "Chưa có nơi nhận."),
    ("archive", "Chưa ghi nơi lưu."),
)

# The signer is chosen, not typed.
FIELDS = {
    "signer_name": "id_signing",
    "signer_authority": "id_signing",
    "issuer_name": "id_issuer_name",
}


def edit_url(document: Document, part: str = "", anchor: str = "") -> str:
    """The edit page with one part of the paper open."""
    url = reverse("reports:edit", args=[document.owner.code, document.pk])
    return f"{url}{f'?phan={part}' if part else ''}{f'#{anchor}' if anchor else ''}"


def part_of(row: Block, *, parent: int | None = None) -> str:
    """The part of the edit page where a row is edited."""
    if row.kind in {BlockKind.SECTION, BlockKind.ANNEX}:
        return str(row.pk)
    above = parent or row.parent_id
    if above:
        return str(above)
    return "mo-dau" if row.part == BlockPart.PREAMBLE else "than"


@dataclass(frozen=True)
class Found:
    """What must be mended before a paper is handed in, and what must have been looked at."""

    errors: list[Problem]
    warnings: list[Problem]


def before_submitting(document: Document) -> Found:
    """Everything about a draft that is told to who hands it in; the paper is read once."""
    parts = nodes_of(document)
    refresh(document, [node for roots in parts.values() for node in roots])
    paper = paper_of(document, parts)
    noted = remarks.noted_of(document, parts, paper)
    errors = [
        *_of_header(document),
        *_of_signer(document),
        *_of_content(document, parts),
        *_of_case(document),
        *_of_secrecy(document, parts),
        *_of_print(document, paper),
        *remarks.problems_in(noted, document, "error"),
    ]
    noticed = [*remarks.problems_in(noted, document, "warning"), *_of_comments(document)]
    return Found(errors, _warnings(document, [*_of_return(document, paper), *noticed]))


def _of_comments(document: Document) -> Iterator[Problem]:
    if still := commenting.open_threads(document):
        page = reverse("reports:comments", args=[document.owner.code, document.pk])
        yield Problem(f"Còn {still} góp ý chưa đóng.", page)


def _warnings(document: Document, unchanged: list[Problem]) -> list[Problem]:
    """`unchanged` is told of every kind of paper; the rest is asked of the case."""
    if document.kind in {DocumentKind.DECISION, DocumentKind.PLAN}:
        return [*unchanged, *_changed(document)] if document.plan_id else unchanged
    if document.decision is not None:
        return unchanged + amendment_checks.warnings(_amendment(document), document.planned_on)
    if document.kind not in OF_FINDINGS:
        return [*unchanged, *_changed(document)]
    inspection = document.owner
    found = unchanged + [
        Problem(
            f"Phát hiện số {row.number} chưa được xác nhận nên không có trong văn bản.",
            row.get_absolute_url(),
        )
        for row in unconfirmed(inspection)
    ]
    found += [
        Problem(
            f"Phát hiện số {row.number} dài nhiều dòng mà chưa có “tóm tắt khi kết luận”: phần kết"
            " luận chép nguyên văn từng dòng.",
            reverse("findings:revise", args=[inspection.code, row.number]) + "#id_summary",
        )
        for row in unsummarised(inspection)
    ]
    if template_of(document).numbering != "arabic":
        # A spoken conclusion does not tell topic by topic.
        found += left_out(document)
    return [*found, *coverage.holes(inspection), *_changed(document)]


def _of_return(document: Document, paper: Paper) -> Iterator[Problem]:
    """What came back and is handed in again as it was makes the reader ask why."""
    steps = document.review_steps.exclude(verdict=Verdict.HANDED_IN).select_related("version")
    step = steps.order_by("-pk").first()
    if step is None or step.verdict != Verdict.RETURNED:
        return
    last = step.version
    if last and last.sha256 == hashlib.sha256(canonical(paper)).hexdigest():
        yield Problem(
            "Văn bản chưa thay đổi gì so với bản đã bị trả lại.",
            edit_url(document),
        )


def _of_header(document: Document) -> Iterator[Problem]:
    for name, sentence in HEADER_FIELDS:
        if not getattr(document, name).strip():
            yield Problem(sentence, edit_url(document, "dau", FIELDS.get(name, f"id_{name}")))


def _of_signer(document: Document) -> Iterator[Problem]:
    if document.signer_id is not None:
        day = document.planned_on or timezone.localdate()
        yield from of_signer_on(document, day, mend=edit_url(document, "dau", "id_signing"))


def of_signer_on(document: Document, day: datetime.date, *, mend: str) -> Iterator[Problem]:
    """Điều 13 NĐ 30/2020: signs who heads the office, or who may sign in his place that day."""
    owner, lines = document.owner, document.signer_authority
    if not may_sign(owner, template_of(document), day, document.signer, lines):
        shown = " / ".join(lines.splitlines())
        yield Problem(
            f"{document.signer_name} ({shown}) không có thẩm quyền ký văn bản này ngày"
            f" {day:%d/%m/%Y}.",
            mend,
        )


def _of_content(document: Document, parts: dict[str, list[Node]]) -> Iterator[Problem]:
    if not any(node.children or node.row.data.get("blocks") for node in parts[BlockPart.BODY]):
        yield Problem("Văn bản chưa có nội dung.", edit_url(document, "than"))
    for node in (each for roots in parts.values() for root in roots for each in root.walk()):
        row = node.row
        if row.kind == BlockKind.SECTION and not _has_words(node):
            yield Problem(
                f"Mục “{row.data['heading']}” chưa có nội dung.", edit_url(document, str(row.pk))
            )


def _has_words(node: Node) -> bool:
    return any(each.row.data.get("blocks") for each in node.walk() if each is not node)


def _of_case(document: Document) -> Iterator[Problem]:
    if document.plan is not None:
        yield from plans.problems_before_approving(document.plan)
        return
    inspection = document.owner
    if document.kind == DocumentKind.DECISION:
        yield from cases.problems_before_decision(inspection)
        # Told while the team can still mend it, not when the clerk gives the number.
        today = timezone.localdate()
        yield from checks.of_signing(inspection, min(document.planned_on or today, today))
    elif document.decision is not None:
        yield from _of_amendment(document, document.planned_on or timezone.localdate())
    elif document.kind == DocumentKind.URGE_DUTIES:
        yield from duties.problems_of(document)
    elif document.kind in OF_FINDINGS and inspection.state in {
        CaseState.PREPARING,
        CaseState.DECIDED,
        CaseState.ON_SITE,
    }:
        yield Problem(
            f"Chưa ghi ngày kết thúc {inspection.act} trực tiếp.",
            page_of(inspection, "milestones"),
        )


def _amendment(document: Document) -> Draft:
    decision = document.decision
    assert decision is not None  # noqa: S101 -- asked for papers of amending decisions only
    decision.inspection = document.case
    return Draft.kept(decision)


def _of_amendment(document: Document, day: datetime.date) -> Iterator[Problem]:
    """Told while the team can still mend it, not when the clerk gives the number."""
    draft = _amendment(document)
    if draft.decision.given_up:
        yield Problem("Dự thảo quyết định này đã bỏ.", draft.decision.get_absolute_url())
        return
    yield from amendment_checks.of_text(draft)
    yield from amendment_checks.of_signing(
        draft, min(day, timezone.localdate()), mend=edit_url(document, "dau", "id_planned_on")
    )


def _of_secrecy(document: Document, parts: dict[str, list[Node]]) -> Iterator[Problem]:
    """A state secret is written on paper, elsewhere; here only its mark can be noticed."""
    mark = secrecy.stamp_in("\n".join([document.recipients, *lines_of(paper_of(document, parts))]))
    if mark:
        yield Problem(
            f"Văn bản mang dấu độ mật “{mark}”: nội dung bí mật nhà nước không soạn trong phần mềm này."
            " Hãy soạn bản giấy, và ghi nơi lưu ở trang “Tài liệu mật”.",
            page_of(document.inspection, "secrets")
            if document.inspection
            else reverse("inspections:secrets_of_office"),
        )


def _of_print(document: Document, paper: Paper) -> Iterator[Problem]:
    for sentence in proof.problems(paper):
        yield Problem(sentence, edit_url(document))


def _changed(document: Document) -> Iterator[Problem]:
    """Edited blocks that no longer say what the case says."""
    for row in changed_rows(document):
        yield Problem(
            "Có nội dung đã sửa tay khác với hồ sơ hiện nay; hãy chọn lấy bản mới hoặc giữ nguyên.",
            edit_url(document, part_of(row), f"khoi-{row.pk}"),
        )


def changed_rows(document: Document) -> list[Block]:
    """The edited bound rows for which the case has changed since."""
    edited = [
        row
        for row in Block.objects.filter(document=document, kind=BlockKind.BOUND).order_by("pk")
        if row.data["is_edited"]
    ]
    said = today(document, edited)
    return [row for row in edited if said[row.pk] != row.data.get("seen", [])]


# --- Approving ------------------------------------------------------------------------------------


def before_approving(
    document: Document, by: Any, day: datetime.date, note: str = ""
) -> list[Problem]:
    """What stands in the way of a yes on that day, said before it is pressed."""
    found = [
        *of_signer_on(document, day, mend="#id_approved_on"),
        *_of_appraisal(document, note),
    ]
    signed_by_head = template_of(document).signed_by == SignedBy.HEAD
    if signed_by_head and not by.has_role(Role.CHIEF) and document.signer_id != by.pk:
        found.append(
            Problem(
                f"Bạn duyệt theo ủy quyền thì chính bạn ký; văn bản đang ghi người ký là"
                f" {document.signer_name}. Hãy trả lại để đổi người ký.",
                "#id_reason",
            )
        )
    return found


def appraisal_rule_of(document: Document) -> AppraisalRule | None:
    """What the law of the case says about appraising this paper; a check knows no appraisal."""
    inspection = document.inspection
    if inspection is None or document.kind != DocumentKind.CONCLUSION or not inspection.regime:
        return None
    return law.appraisal_rule(inspection.regime, inspection.level)


def _of_appraisal(document: Document, note: str) -> Iterator[Problem]:
    rule = appraisal_rule_of(document)
    appraisals = document.appraisals.select_related("appraiser").order_by("-pk")
    given = appraisals.filter(state=AppraisalState.GIVEN).first()
    waiting = appraisals.filter(state=AppraisalState.ASSIGNED).first()
    here = [document.owner.code, document.pk]
    if waiting:
        yield Problem(
            f"{waiting.appraiser} đang thẩm định, hạn {waiting.due_on:%d/%m/%Y}; hãy chờ ý kiến hoặc"
            " thôi giao.",
            document.get_absolute_url(),
        )
    elif rule and rule.is_required and given is None:
        yield Problem(
            f"Dự thảo kết luận phải được thẩm định trước khi ký ({law.cite(rule.provision)}).",
            reverse("reports:assign_appraiser", args=here),
        )
    if given and given.verdict == AppraisalVerdict.DISAGREES and not note.strip():
        yield Problem(
            f"{given.appraiser} không nhất trí với dự thảo: hãy ghi ý kiến của bạn khi duyệt.",
            "#id_note",
        )


# --- Dates ----------------------------------------------------------------------------------------


def before_issuing(document: Document, issued_on: datetime.date) -> list[Problem]:
    """What speaks against this date: the future, and what the paper rests on (Điều 15 NĐ 30)."""
    mend = "#id_issued_on"
    found = []
    if issued_on > timezone.localdate():
        found.append(Problem(f"Ngày {issued_on:%d/%m/%Y} chưa tới.", mend))
    if document.decision is not None:
        draft = _amendment(document)
        found += amendment_checks.of_text(draft)
        found += [
            problem
            for problem in amendment_checks.of_signing(draft, issued_on, mend=mend)
            if problem.text not in {each.text for each in found}
        ]
    found += of_signer_on(document, issued_on, mend=mend)
    for day, what in _earlier_facts(document):
        if issued_on < day:
            found.append(
                Problem(
                    f"Ngày ban hành không thể trước {what} ({day:%d/%m/%Y}).",
                    mend,
                )
            )
    return found


def _earlier_facts(document: Document) -> Iterator[tuple[datetime.date, str]]:
    if document.approved_on is not None:
        yield document.approved_on, "ngày duyệt"
    if document.plan_id:
        return
    inspection: Inspection = document.owner
    if document.kind != DocumentKind.DECISION and not document.is_amending:
        decision = inspection.decisions.filter(signed_on__isnull=False).order_by("pk").first()
        if decision is not None and decision.signed_on:
            yield decision.signed_on, f"ngày ký quyết định {inspection.act}"
    if document.kind in OF_FINDINGS:
        ended = inspection.milestones.filter(event__code=MilestoneKind.ON_SITE_ENDED).order_by("pk")
        for row in ended:
            yield row.happened_on, f"ngày kết thúc {inspection.act} trực tiếp"
    # What is said of a draft conclusion may come before it has its number.
    of_report = document.kind in FROM_REPORT
    if of_report and document.based_on is not None and document.based_on.issued_on:
        yield document.based_on.issued_on, f"ngày của báo cáo số {document.based_on.label}"
