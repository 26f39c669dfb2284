"""Proofreading of a draft: what is noticed, and what a person leaves as it is by name and reason."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.choices import MilestoneKind
from inspections.models import AuditedUnit, Inspection
from office import journal
from office.models import LegalDocument
from office.workflow import Overtaken, Problem, Problems
from reports import content
from reports.choices import BlockKind, BlockPart
from reports.content import Paper
from reports.drafts import Node, blocks_of_row, nodes_of, paper_of, refresh
from reports.editing import lock_draft
from reports.models import AcknowledgedRemark, Block, Document
from reports.proofreading import proofread, sheets
from reports.proofreading.sheets import Case, Law, Remark

LONGEST_REASON = 500
# Units of other cases whose names are looked for: those met last.
MOST_STRANGERS = 300
WORDS = {"error": "Lỗi", "warning": "Cần xem", "hint": "Gợi ý"}


@dataclass(frozen=True)
class Noted:
    """A remark on a draft, with the part of the paper where it is mended."""

    remark: Remark
    key: str
    mend: str
    acknowledged: AcknowledgedRemark | None = None

    @property
    def severity(self) -> str:
        return WORDS[self.remark.severity]

    @property
    def is_open(self) -> bool:
        """It waits for somebody to mend it or to leave it; a hint waits for nobody."""
        return self.remark.severity != "hint" and self.acknowledged is None


def key_of(remark: Remark) -> str:
    """The same words noticed for the same reason, wherever they stand by now."""
    said = f"{remark.check}\n{remark.quote}\n{remark.reason}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def noted_in(document: Document) -> list[Noted]:
    """Everything that proofreading notices in a paper as it stands now."""
    parts = nodes_of(document)
    refresh(document, [node for roots in parts.values() for node in roots])
    return noted_of(document, parts, paper_of(document, parts))


def noted_of(document: Document, parts: dict[str, list[Node]], paper: Paper) -> list[Noted]:
    """The same for who has read the rows already."""
    sheet = sheets.of_paper(paper, placed=_placed(parts), case=_case_of(document), laws=laws())
    left = {row.key: row for row in document.acknowledged_remarks.select_related("person")}
    edit = reverse("reports:edit", args=[document.owner.code, document.pk])
    found = {key_of(remark): remark for remark in reversed(proofread(sheet))}
    return [
        Noted(remark, key, f"{edit}?phan={remark.place}" if remark.place else edit, left.get(key))
        for key, remark in reversed(found.items())
    ]


def problems_in(noted: list[Noted], document: Document, severity: str) -> list[Problem]:
    """What of that severity nobody has mended or left: for the page that submits."""
    page = reverse("reports:remarks", args=[document.owner.code, document.pk])
    return [
        Problem(f"{each.remark.reason} “{each.remark.quote}”", f"{page}#nhan-xet-{each.key}")
        for each in noted
        if each.is_open and each.remark.severity == severity
    ]


@transaction.atomic
def acknowledge(document: Document, key: str, *, reason: str, actor: Any) -> AcknowledgedRemark:
    """Leave what was noticed as it is, by name and with a reason.

    Raises Refused, Overtaken when the words have changed or somebody left them meanwhile, Problems
    without a reason.
    """
    document = lock_draft(document, actor=actor)
    found = next(
        (each for each in noted_in(document) if each.key == key and each.remark.severity != "hint"),
        None,
    )
    page = reverse("reports:remarks", args=[document.owner.code, document.pk])
    if found is None:
        raise Overtaken("Chỗ này vừa được sửa nên nhận xét không còn.", page)
    if not reason.strip():
        raise Problems([Problem("Hãy ghi lý do giữ nguyên.", f"#nhan-xet-{key}")])
    remark = found.remark
    try:
        with transaction.atomic():
            row = AcknowledgedRemark.objects.create(
                document=document,
                key=key,
                quote=remark.quote,
                told=remark.reason,
                reason=reason.strip(),
                person=actor,
            )
    except IntegrityError:
        raise Overtaken("Nhận xét này vừa có người giữ nguyên.", page) from None
    journal.record(
        actor=actor,
        chain=document.owner.code,
        verb="acknowledge_remark",
        about=document,
        sentence=f"Giữ nguyên “{remark.quote[:120]}” trong {document}: {remark.reason}",
        reason=row.reason,
    )
    return row


# --- What the paper is read against ---------------------------------------------------------------


def _placed(parts: dict[str, list[Node]]) -> Iterator[tuple[str, tuple[content.Block, ...]]]:
    """The rows with the part of the edit page in which each is opened."""
    for part in (BlockPart.PREAMBLE, BlockPart.BODY, BlockPart.ANNEX):
        top = "mo-dau" if part == BlockPart.PREAMBLE else "than"
        for node in parts[part]:
            yield from _placed_under(node, top)


def _placed_under(node: Node, above: str) -> Iterator[tuple[str, tuple[content.Block, ...]]]:
    row: Block = node.row
    if row.kind in {BlockKind.SECTION, BlockKind.ANNEX}:
        above = str(row.pk)
        name = row.data.get("heading") or row.data.get("title") or ""
        yield above, (content.Section(content.text(name)),)
    else:
        yield above, blocks_of_row(row)
    for child in node.children:
        yield from _placed_under(child, above)


def _case_of(document: Document) -> Case | None:
    """What the records of the case say; a plan has none."""
    inspection = document.inspection
    if inspection is None:
        return None
    decision = inspection.first_decision
    return Case(
        act=inspection.act,
        decision_number=decision.number if decision else "",
        decision_symbol=decision.symbol if decision else "",
        decided_on=decision.signed_on if decision else None,
        period_from=inspection.period_from,
        period_to=inspection.period_to,
        on_site_from=inspection.happened_on(MilestoneKind.ANNOUNCED),
        on_site_to=inspection.happened_on(MilestoneKind.ON_SITE_ENDED),
        units=(inspection.full_subject, *_own_names(inspection, document)),
        strange_units=_strange_names(inspection),
    )


def _own_names(inspection: Inspection, document: Document) -> Iterator[str]:
    issuer = document.issuer
    yield from (issuer.name, document.issuer_name, document.issuer_parent_name)
    if issuer.parent:
        yield issuer.parent.name
    for row in inspection.audited_units.select_related("unit", "unit__parent"):
        yield row.unit.name
        if row.unit.parent:
            yield row.unit.parent.name
    yield from document.recipients.splitlines()


def _strange_names(inspection: Inspection) -> tuple[str, ...]:
    others = (
        # Not of cases for their team alone: the remark would tell that they exist.
        AuditedUnit.objects.filter(inspection__in=Inspection.objects.known_to_planners())
        .exclude(inspection=inspection)
        .filter(inspection__issuer=inspection.issuer_id)
        .exclude(unit__in=inspection.audited_units.values("unit"))
    )
    newest = others.order_by("-pk").values_list("unit__name", flat=True)[:MOST_STRANGERS]
    return tuple(dict.fromkeys(newest))


def laws() -> tuple[Law, ...]:
    """The library, for checks that ask what is in force."""
    rows = LegalDocument.objects.select_related("replaced_by").order_by("pk")
    return tuple(
        Law(
            row.number,
            row.title,
            row.in_force_from,
            row.in_force_to,
            str(row.replaced_by) if row.replaced_by else "",
        )
        for row in rows
    )
