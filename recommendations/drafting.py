"""Recommendations: draft, revise, put in order, remove, while the case is open."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from findings.models import Finding
from findings.permissions import insist
from findings.written import in_one_line
from inspections.models import Inspection, Unit
from office import journal
from office.workflow import Overtaken, Problem, Problems
from recommendations import permissions as may
from recommendations.choices import DueKind, RecommendationKind
from recommendations.models import Obligation, Recommendation

LONGEST_TEXT = 10_000
LONGEST_DAYS = 3650
PLAIN = (
    "kind",
    "text",
    "is_general",
    "due_kind",
    "due_on",
    "due_days",
    "report_to",
    "report_via",
)


@dataclass(frozen=True)
class Addressee:
    """A unit that has to act, or a person of it (“Chủ tịch UBND quận”)."""

    unit: Unit
    person: str = ""


@dataclass(frozen=True)
class RecommendationFacts:
    """Everything a recommendation says; each addressee becomes one obligation."""

    kind: str
    text: str
    addressees: Sequence[Addressee]
    findings: Sequence[Finding] = ()
    is_general: bool = False
    due_kind: str = DueKind.NONE
    due_on: datetime.date | None = None
    due_days: int | None = None
    report_to: Unit | None = None
    report_via: Unit | None = None


@transaction.atomic
def draft_recommendation(
    inspection: Inspection, facts: RecommendationFacts, *, actor: Any
) -> Recommendation:
    """Write a recommendation. Raises Refused, and Problems for facts that do not hold together."""
    # Lock the case: numbers are given once.
    locked = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    insist(may.can_draft_recommendation, actor, locked)
    _insist_on(facts, locked)
    last = locked.recommendations.aggregate(position=Max("position"))
    recommendation = Recommendation.objects.create(
        inspection=locked,
        number=_next_number(locked),
        position=(last["position"] or 0) + 1,
        recorded_by=actor,
        **{name: getattr(facts, name) for name in PLAIN},
    )
    _keep_lists(recommendation, facts)
    _tell(recommendation, "draft", f"Soạn {recommendation}: “{_short(facts.text)}”.", actor)
    return recommendation


@transaction.atomic
def revise_recommendation(
    recommendation: Recommendation, facts: RecommendationFacts, *, actor: Any, revision: int
) -> Recommendation:
    """Change a recommendation. `revision` is the one the person had before his eyes.

    Raises Refused, Overtaken when somebody saved in between or removed it, Problems.
    """
    locked = (
        Recommendation.objects.select_for_update(of=("self",)).filter(pk=recommendation.pk).first()
    )
    if locked is None:
        raise Overtaken(f"{recommendation} vừa được người khác xóa.")
    insist(may.can_revise_recommendation, actor, locked)
    if locked.revision != revision:
        raise Overtaken(f"{locked} vừa được người khác sửa sau khi bạn mở trang.")
    _insist_on(facts, locked.inspection)
    before = _shown(locked)
    for name in PLAIN:
        setattr(locked, name, getattr(facts, name))
    locked.revision += 1
    locked.save()
    _keep_lists(locked, facts)
    after = _shown(locked)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        what = ", ".join(changes)
        _tell(locked, "revise", f"Sửa {locked}: {what}.", actor, changes=changes)
    return locked


@transaction.atomic
def set_due_date(
    recommendation: Recommendation, due_on: datetime.date, *, actor: Any
) -> Recommendation:
    """Say by which day it has to be done, in place of any other time limit.

    Raises Refused, Overtaken when somebody removed it, Problems when it is due that day already.
    """
    locked = (
        Recommendation.objects.select_for_update(of=("self",)).filter(pk=recommendation.pk).first()
    )
    if locked is None:
        raise Overtaken(f"{recommendation} vừa được người khác xóa.")
    insist(may.can_revise_recommendation, actor, locked)
    if locked.due_on == due_on:
        raise Problems([Problem("Thời hạn đã là ngày này.", "#id_due_on")])
    before = locked.due_text
    locked.due_kind, locked.due_on, locked.due_days = DueKind.DATE, due_on, None
    locked.revision += 1
    locked.save(update_fields=["due_kind", "due_on", "due_days", "revision"])
    sentence = f"Đặt thời hạn của {locked}: {locked.due_text}."
    _tell(locked, "set_due_date", sentence, actor, changes={"thời hạn": [before, locked.due_text]})
    return locked


@transaction.atomic
def move_recommendation(recommendation: Recommendation, *, up: bool, actor: Any) -> None:
    """One place up or down in the order of the paper; at the end nothing happens."""
    inspection = recommendation.inspection
    locked = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    insist(may.can_draft_recommendation, actor, locked)
    rows = list(locked.recommendations.order_by("position", "number"))
    if recommendation not in rows:
        raise Overtaken(f"{recommendation} vừa được người khác xóa.")
    here = rows.index(recommendation)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, each in enumerate(rows, 1):
        each.position = place
    Recommendation.objects.bulk_update(rows, ["position"])
    way = "lên" if up else "xuống"
    _tell(recommendation, "move", f"Chuyển {recommendation} {way} trên.", actor)


@transaction.atomic
def remove_recommendation(recommendation: Recommendation, *, actor: Any) -> None:
    """Take a recommendation out before the conclusion; its words stay in the journal."""
    # Lock first: somebody may be revising it at the same second.
    locked = (
        Recommendation.objects.select_for_update(of=("self",)).filter(pk=recommendation.pk).first()
    )
    if locked is None:
        raise Overtaken(f"{recommendation} vừa được người khác xóa.")
    insist(may.can_revise_recommendation, actor, locked)
    shown = {"số": str(locked.number)} | _shown(locked)
    changes = {name: [value, ""] for name, value in shown.items() if value}
    _tell(locked, "remove", f"Xóa {locked}: “{_short(locked.text)}”.", actor, changes=changes)
    locked.delete()


# --- Inside ---------------------------------------------------------------------------------------


def _next_number(inspection: Inspection) -> int:
    """A number that was given is not given again, even when its recommendation was removed."""
    last = inspection.recommendations.aggregate(last=Max("number"))["last"] or 0
    removed = journal.history_of(inspection.code).filter(
        verb="remove", about__startswith=f"{Recommendation._meta.label_lower}:"
    )
    given = (changes.get("số", ["0"])[0] for changes in removed.values_list("changes", flat=True))
    return max([last, *map(int, given)]) + 1


def _insist_on(facts: RecommendationFacts, inspection: Inspection) -> None:
    found = []
    if not facts.text.strip():
        found.append(Problem("Hãy viết nội dung kiến nghị.", "#id_text"))
    if len(facts.text) > LONGEST_TEXT:
        found.append(
            Problem(f"Nội dung dài {len(facts.text)} ký tự, tối đa {LONGEST_TEXT}.", "#id_text")
        )
    if facts.kind not in RecommendationKind.values:
        found.append(Problem("Hãy chọn loại kiến nghị.", "#id_kind"))
    if not facts.addressees:
        found.append(Problem("Hãy chọn ít nhất một nơi thực hiện.", "#id_units"))
    if any(finding.inspection_id != inspection.pk for finding in facts.findings):
        found.append(Problem("Phát hiện không thuộc cuộc này.", "#id_findings"))
    if facts.is_general and facts.findings:
        found.append(
            Problem(
                "Kiến nghị chung thì không gắn phát hiện; bỏ chọn một trong hai.", "#id_is_general"
            )
        )
    found += _problems_of_due_date(facts)
    if found:
        raise Problems(found)


def _problems_of_due_date(facts: RecommendationFacts) -> list[Problem]:
    if facts.due_kind not in DueKind.values:
        return [Problem("Hãy chọn cách nêu thời hạn.", "#id_due_kind")]
    needs_day, needs_days = facts.due_kind == DueKind.DATE, facts.due_kind == DueKind.AFTER_ISSUE
    found = []
    if needs_day and facts.due_on is None:
        found.append(Problem("Hãy nhập ngày phải hoàn thành.", "#id_due_on"))
    if needs_days and not facts.due_days:
        found.append(Problem("Hãy nhập số ngày sau khi ban hành.", "#id_due_days"))
    if needs_days and facts.due_days and facts.due_days > LONGEST_DAYS:
        found.append(Problem(f"Số ngày tối đa {LONGEST_DAYS}.", "#id_due_days"))
    if (facts.due_on and not needs_day) or (facts.due_days and not needs_days):
        found.append(Problem("Thời hạn chưa khớp với cách nêu đã chọn.", "#id_due_kind"))
    return found


def _keep_lists(recommendation: Recommendation, facts: RecommendationFacts) -> None:
    recommendation.findings.set(facts.findings)
    wanted = {(each.unit.pk, each.person.strip()): each for each in facts.addressees}
    # Obligations that stay keep their row: progress will hang on it.
    for obligation in recommendation.obligations.all():
        if wanted.pop((obligation.unit_id, obligation.person), None) is None:
            obligation.delete()
    Obligation.objects.bulk_create(
        Obligation(recommendation=recommendation, unit=each.unit, person=each.person.strip())
        for each in wanted.values()
    )


def _shown(recommendation: Recommendation) -> dict[str, str]:
    """What it says, in words, for the journal."""
    row = Recommendation.objects.select_related("report_to", "report_via").get(pk=recommendation.pk)
    return {
        "loại": row.get_kind_display(),
        "nội dung": row.text,
        "nơi thực hiện": "; ".join(
            each.addressee for each in row.obligations.select_related("unit")
        ),
        "phát hiện": ", ".join(str(each.number) for each in row.findings.order_by("number")),
        "kiến nghị chung": "có" if row.is_general else "",
        "thời hạn": row.due_text,
        "báo cáo về": str(row.report_to or ""),
        "qua": str(row.report_via or ""),
    }


def _short(text: str) -> str:
    words = in_one_line(text).rstrip(".")
    return words if len(words) <= 160 else f"{words[:159]}…"


def _tell(
    recommendation: Recommendation,
    verb: str,
    sentence: str,
    actor: Any,
    *,
    changes: dict | None = None,
) -> None:
    journal.record(
        actor=actor,
        chain=recommendation.inspection.code,
        verb=verb,
        about=recommendation,
        sentence=sentence,
        changes=changes,
    )
