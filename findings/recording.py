"""Findings: record, revise, confirm, reopen, drop, restore, put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from findings import permissions as may
from findings.choices import FindingKind, FindingState
from findings.citations import doubts_about
from findings.lifecycle import FINDING, problems_before_confirming
from findings.models import Citation, Finding, FindingUnit, Responsibility, Topic
from findings.provisions import doubt_about
from findings.written import in_one_line
from inspections.models import AuditedUnit, Inspection
from office import journal
from office.columns import column
from office.models import LegalProvision
from office.notices import notify
from office.workflow import Overtaken, Problem, Problems

LONGEST_TEXT = 20_000
LONGEST_WAIVER = 500
PLAIN = ("topic", "kind", "text", "summary", "cause", "consequence", "severity", "amount")


@dataclass(frozen=True)
class UnitFacts:
    """One audited unit at which it was found, with what is special there."""

    unit: AuditedUnit
    note: str = ""


@dataclass(frozen=True)
class ResponsibilityFacts:
    """A unit, or an official with his post; for the head of a unit, a grade."""

    unit: AuditedUnit | None = None
    official: str = ""
    post: str = ""
    head_grade: str = ""


@dataclass(frozen=True)
class FindingFacts:
    """Everything a finding says; rules check it, whoever filled it in."""

    topic: Topic
    kind: str
    text: str
    units: Sequence[UnitFacts] = ()
    summary: str = ""
    cause: str = ""
    consequence: str = ""
    severity: str = ""
    amount: Decimal | int | None = None
    provisions: Sequence[LegalProvision] = ()
    citations: Sequence[Citation] = ()
    responsibilities: Sequence[ResponsibilityFacts] = ()


@transaction.atomic
def record_finding(inspection: Inspection, facts: FindingFacts, *, actor: Any) -> Finding:
    """Write down what was found; it counts once the team leader confirms it.

    Raises Refused, and Problems for facts that do not hold together.
    """
    # Lock the case: two members may record at the same second, and numbers are given once.
    locked = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    may.insist(may.can_record_finding, actor, locked)
    _insist_on(facts, locked)
    last = locked.findings.aggregate(number=Max("number"))["number"] or 0
    finding = Finding.objects.create(
        inspection=locked,
        number=last + 1,
        position=_last_position(facts.topic) + 1,
        recorded_by=actor,
        **{name: getattr(facts, name) for name in PLAIN},
    )
    _keep_lists(finding, facts)
    _tell(
        finding,
        "record",
        f"Ghi {finding} ({finding.get_kind_display().lower()}): “{_short(facts.text)}”.",
        actor,
    )
    return finding


@transaction.atomic
def revise_finding(finding: Finding, facts: FindingFacts, *, actor: Any, revision: int) -> Finding:
    """Change what a finding says. `revision` is the one the person had before his eyes.

    Raises Refused, Overtaken when somebody saved in between, Problems for facts that do not hold
    together or would make a confirmed finding incomplete.
    """
    locked = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    may.insist(may.can_revise_finding, actor, locked)
    if locked.revision != revision:
        raise Overtaken(f"{locked} vừa được người khác sửa sau khi bạn mở trang.")
    _insist_on(facts, locked.inspection)
    before = _shown(locked)
    if locked.topic_id != facts.topic.pk:
        locked.position = _last_position(facts.topic) + 1
    for name in PLAIN:
        setattr(locked, name, getattr(facts, name))
    locked.revision += 1
    locked.save()
    _keep_lists(locked, facts)
    if locked.state == FindingState.CONFIRMED and (
        missing := list(problems_before_confirming(locked))
    ):
        raise Problems(missing)
    after = _shown(locked)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        what = ", ".join(LABELS[name] for name in changes)
        _tell(locked, "revise", f"Sửa {locked}: {what}.", actor, changes=changes)
    return locked


@transaction.atomic
def confirm_finding(finding: Finding, *, actor: Any) -> Finding:
    """The leader takes a finding into the result of the case.

    Raises what `FINDING.advance` raises: a breach needs its cited rule, a finding its unit.
    """
    FINDING.advance(finding, "confirm", actor=actor, chain=finding.inspection.code)
    finding.confirmed_by = actor
    finding.save(update_fields=["confirmed_by"])
    return finding


@transaction.atomic
def reopen_finding(finding: Finding, *, reason: str, actor: Any) -> Finding:
    """Give a confirmed finding back to be worked on; who wrote it is told why."""
    FINDING.advance(finding, "reopen", actor=actor, chain=finding.inspection.code, reason=reason)
    finding.confirmed_by = None
    finding.save(update_fields=["confirmed_by"])
    _tell_writer(finding, f"{finding} được mở lại để sửa: {reason}", actor)
    return finding


@transaction.atomic
def drop_finding(finding: Finding, *, reason: str, actor: Any) -> Finding:
    """Take a finding out of the result; the row stays, with the reason in the journal."""
    FINDING.advance(finding, "drop", actor=actor, chain=finding.inspection.code, reason=reason)
    _tell_writer(finding, f"{finding} không được đưa vào kết quả: {reason}", actor)
    return finding


@transaction.atomic
def restore_finding(finding: Finding, *, reason: str, actor: Any) -> Finding:
    """Bring a dropped finding back as newly noted."""
    FINDING.advance(finding, "restore", actor=actor, chain=finding.inspection.code, reason=reason)
    finding.confirmed_by = None
    finding.save(update_fields=["confirmed_by"])
    _tell_writer(finding, f"{finding} được khôi phục: {reason}", actor)
    return finding


@transaction.atomic
def assign_finding(finding: Finding, person: Any, *, actor: Any) -> Finding:
    """Put a member of the team in charge of a finding; he is told.

    Raises Refused, and Problems for somebody who is not in the team or has it already.
    """
    locked = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    may.insist(may.can_assign_finding, actor, locked)
    if not locked.inspection.members.filter(person=person).exists():
        raise Problems([Problem(f"{person} không ở trong đoàn của cuộc này.", "#id_person")])
    if locked.keeper_id == person.pk:
        raise Problems([Problem(f"{person} đang phụ trách phát hiện này.", "#id_person")])
    changes = {"người phụ trách": [str(locked.keeper or ""), str(person)]}
    locked.keeper = person
    locked.save(update_fields=["keeper"])
    _tell(locked, "assign", f"Giao {person} phụ trách {locked}.", actor, changes=changes)
    if person.pk != actor.pk:
        text = f"{locked.inspection.code}: bạn được giao phụ trách {locked}."
        notify([person], text, url=locked.get_absolute_url())
    return locked


@transaction.atomic
def waive_recommendation(finding: Finding, *, reason: str, actor: Any) -> Finding:
    """Say why nothing is recommended for a shortcoming, such as one mended during the inspection.

    Raises Refused, and Problems without a reason.
    """
    return _keep_waiver(finding, reason, "waive", "Nêu lý do {} không cần kiến nghị.", actor)


@transaction.atomic
def unwaive_recommendation(finding: Finding, *, actor: Any) -> Finding:
    """Take that reason back: a recommendation is due again. Raises Refused."""
    return _keep_waiver(finding, None, "unwaive", "Bỏ lý do: {} cần có kiến nghị.", actor)


@transaction.atomic
def move_finding(finding: Finding, *, up: bool, actor: Any) -> None:
    """One place up or down within its topic, the order of the report; at the end nothing happens."""
    locked = Inspection.objects.select_for_update(of=("self",)).get(pk=finding.inspection_id)
    may.insist(may.can_record_finding, actor, locked)
    siblings = list(
        Finding.objects.standing().filter(topic=finding.topic_id).order_by("position", "number")
    )
    if finding not in siblings:
        return
    here = siblings.index(finding)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(siblings):
        return
    siblings[here], siblings[there] = siblings[there], siblings[here]
    for place, each in enumerate(siblings, 1):
        each.position = place
    Finding.objects.bulk_update(siblings, ["position"])
    _tell(finding, "move", f"Chuyển {finding} {'lên' if up else 'xuống'} trên.", actor)


def doubts(finding: Finding) -> list[Problem]:
    """What the appraiser would ask about: said on the page, never in the way of saving."""
    edit = reverse("findings:revise", args=[finding.inspection.code, finding.number])
    found = [
        Problem(text, f"{edit}#id_provisions")
        for provision in finding.provisions.all()
        if (text := doubt_about(provision.document, finding.inspection))
    ]
    for citation in finding.citations.all():
        found += [Problem(text, f"{edit}#id_citations") for text in doubts_about(citation)]
    if finding.kind == FindingKind.VIOLATION and not finding.severity:
        found.append(
            Problem("Vi phạm chưa nêu mức độ (Điều 33 Luật Thanh tra 2025).", f"{edit}#id_severity")
        )
    if finding.needs_recommendation and not any(each.stands for each in finding.evidence.all()):
        found.append(
            Problem("Chưa có chứng cứ kèm theo.", f"{finding.get_absolute_url()}#chung-cu")
        )
    return found


# --- Inside ---------------------------------------------------------------------------------------

LABELS = {name: str(column(Finding, name).verbose_name) for name in PLAIN} | {
    "units": "đơn vị",
    "provisions": "căn cứ pháp lý",
    "citations": "văn bản viện dẫn",
    "responsibilities": "trách nhiệm",
}


def _insist_on(facts: FindingFacts, inspection: Inspection) -> None:
    found = []
    if not facts.text.strip():
        found.append(Problem("Hãy viết nội dung phát hiện.", "#id_text"))
    if len(facts.text) > LONGEST_TEXT:
        found.append(
            Problem(f"Nội dung dài {len(facts.text)} ký tự, tối đa {LONGEST_TEXT}.", "#id_text")
        )
    if facts.topic.inspection_id != inspection.pk:
        found.append(Problem("Nội dung đề cương không thuộc cuộc này.", "#id_topic"))
    if any(each.unit.inspection_id != inspection.pk for each in facts.units):
        found.append(Problem("Đơn vị không thuộc cuộc này.", "#id_units"))
    if any(each.inspection_id != inspection.pk for each in facts.citations):
        found.append(Problem("Văn bản viện dẫn không thuộc cuộc này.", "#id_citations"))
    found += _problems_of_responsibility(facts, inspection)
    if found:
        raise Problems(found)


def _problems_of_responsibility(facts: FindingFacts, inspection: Inspection) -> list[Problem]:
    found = []
    for each in facts.responsibilities:
        if each.unit is None and not each.official.strip():
            found.append(
                Problem("Hãy nêu đơn vị hoặc cá nhân chịu trách nhiệm.", "#responsibilities")
            )
        elif each.unit is not None and each.unit.inspection_id != inspection.pk:
            found.append(Problem("Đơn vị chịu trách nhiệm không thuộc cuộc này."))
    return found


def _keep_waiver(
    finding: Finding, reason: str | None, verb: str, sentence: str, actor: Any
) -> Finding:
    """Write the reason, or none; the journal keeps the one before."""
    locked = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    may.insist(may.can_waive_recommendation, actor, locked)
    said = (reason or "").strip()
    if reason is not None and not said:
        raise Problems([Problem("Hãy nêu lý do không cần kiến nghị.", "#id_reason")])
    if len(said) > LONGEST_WAIVER:
        found = f"Lý do dài {len(said)} ký tự, tối đa {LONGEST_WAIVER}."
        raise Problems([Problem(found, "#id_reason")])
    changes = {str(column(Finding, "waiver").verbose_name): [locked.waiver, said]}
    locked.waiver = said
    locked.save(update_fields=["waiver"])
    _tell(locked, verb, sentence.format(locked), actor, changes=changes)
    return locked


def _keep_lists(finding: Finding, facts: FindingFacts) -> None:
    finding.provisions.set(facts.provisions)
    finding.citations.set(facts.citations)
    finding.units.all().delete()
    FindingUnit.objects.bulk_create(
        FindingUnit(finding=finding, unit=each.unit, note=each.note)
        for each in {each.unit.pk: each for each in facts.units}.values()
    )
    finding.responsibilities.all().delete()
    Responsibility.objects.bulk_create(
        Responsibility(finding=finding, **vars(each)) for each in facts.responsibilities
    )


def _last_position(topic: Topic) -> int:
    return topic.findings.aggregate(last=Max("position"))["last"] or 0


def _shown(finding: Finding) -> dict[str, str]:
    """What the finding says, in words, for the journal."""
    # Fresh: the lists in hand may have been read before they changed.
    row = Finding.objects.select_related("topic").get(pk=finding.pk)
    shown = {
        "topic": str(row.topic),
        "kind": row.get_kind_display(),
        "severity": row.get_severity_display(),
        "amount": "" if row.amount is None else str(int(row.amount)),
        "units": "; ".join(
            f"{each.unit}: {each.note}" if each.note else str(each.unit)
            for each in row.units.select_related("unit__unit")
        ),
        "provisions": "; ".join(str(each) for each in row.provisions.select_related("document")),
        "citations": "; ".join(each.in_full for each in row.citations.all()),
        "responsibilities": "; ".join(
            str(each) for each in row.responsibilities.select_related("unit__unit")
        ),
    }
    return {name: shown.get(name, "") or getattr(row, name, "") for name in LABELS} | shown


def _short(text: str) -> str:
    words = in_one_line(text).rstrip(".")
    return words if len(words) <= 160 else f"{words[:159]}…"


def _tell(
    finding: Finding, verb: str, sentence: str, actor: Any, *, changes: dict | None = None
) -> None:
    journal.record(
        actor=actor,
        chain=finding.inspection.code,
        verb=verb,
        about=finding,
        sentence=sentence,
        changes=changes,
    )


def _tell_writer(finding: Finding, text: str, actor: Any) -> None:
    if finding.kept_by_id != actor.pk:
        code = finding.inspection.code
        notify(
            [finding.keeper or finding.recorded_by],
            f"{code}: {text}",
            url=finding.get_absolute_url(),
        )
