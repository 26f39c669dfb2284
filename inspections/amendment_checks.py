"""What speaks against an amending decision, in words; nothing is changed here.

`of_text` judges what it says, `of_signing` the day it is signed, `warnings` what a person should
have looked at. What stands in a row of the law library that nobody compared with the text warns
only.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from django.utils import timezone

from inspections import checks
from inspections.choices import DecisionKind, MemberAct, MilestoneKind, TeamRole
from inspections.deadlines import due_dates
from inspections.folding import InForce, folded, in_force
from inspections.models import Decision, Inspection, MemberChange, Unit, UnitContact
from inspections.revising import amend_page, page_of
from office import law
from office.models import LegalGround, TimeLimit
from office.workflow import Problem

GROUNDED = {
    DecisionKind.EXTEND: LegalGround.Act.EXTEND,
    DecisionKind.SUSPEND: LegalGround.Act.SUSPEND,
    DecisionKind.STOP: LegalGround.Act.STOP,
}
ON_SITE = TimeLimit.Step.ON_SITE


@dataclass(frozen=True)
class Draft:
    """An amending decision with its rows, kept or not yet."""

    decision: Decision
    changes: Sequence[MemberChange] = ()
    units: Sequence[Unit] = ()

    @classmethod
    def kept(cls, decision: Decision) -> "Draft":
        """What stands in the database."""
        changes = decision.member_changes.select_related("person").order_by("pk")
        units = [row.unit for row in decision.units.select_related("unit").order_by("pk")]
        return cls(decision, list(changes), units)

    @property
    def inspection(self) -> Inspection:
        return self.decision.inspection

    def at(self, field: str = "") -> str:
        """The field of its page that mends a problem."""
        return amend_page(self.inspection, self.decision.kind, f"id_{field}" if field else "")

    def problem(self, text: str, field: str = "") -> Problem:
        return Problem(text, self.at(field))

    def others(self) -> list[Decision]:
        """The signed decisions of the case besides this one."""
        rows = self.inspection.decisions.all()
        return [row for row in rows if row.signed_on and row.pk != self.decision.pk]

    def before(self, on: datetime.date | None = None) -> InForce:
        """What holds without it, on the day it would be signed."""
        return folded(self.inspection, self.others(), on=on)

    def after(self, on: datetime.date) -> InForce:
        """What would hold if it were signed on that day, with everything signed later."""
        signed = copy(self.decision)
        signed.signed_on = on
        return folded(self.inspection, [*self.others(), signed])


def grounds_of(inspection: Inspection, kind: str) -> list[LegalGround]:
    """The grounds that the law of this case knows for such a decision."""
    act = GROUNDED.get(DecisionKind(kind))
    if act is None or inspection.regime_id is None:
        return []
    rows = LegalGround.objects.filter(regime=inspection.regime_id, act=act)
    return list(rows.select_related("provision__document").order_by("position", "pk"))


def of_text(draft: Draft) -> list[Problem]:
    """Everything that must be mended in what it says."""
    found = list(_of_reason(draft))
    found += TEXTS[DecisionKind(draft.decision.kind)](draft)
    return found + [problem for problem, is_checked in _of_law(draft) if is_checked]


def warnings(draft: Draft, on: datetime.date | None = None) -> list[Problem]:
    """What should be looked at again before it goes; none of it stops it."""
    day = draft.decision.signed_on or on or timezone.localdate()
    found = [
        Problem(f"{problem.text} Mức này chưa đối chiếu với văn bản.", problem.mend)
        for problem, is_checked in _of_law(draft)
        if not is_checked
    ]
    if draft.decision.kind == DecisionKind.EXTEND:
        found += _of_lateness(draft, day)
    return found


def _of_reason(draft: Draft) -> Iterator[Problem]:
    decision = draft.decision
    if decision.kind in GROUNDED and decision.ground_id is None:
        if grounds_of(draft.inspection, decision.kind):
            yield draft.problem("Hãy chọn lý do theo luật.", "ground")
        elif not decision.reason.strip():
            yield draft.problem("Hãy ghi lý do.", "reason")
    elif decision.kind in {DecisionKind.CHANGE_MEMBERS, DecisionKind.ADD_UNITS} and not (
        decision.reason.strip()
    ):
        yield draft.problem("Hãy ghi lý do.", "reason")


# --- Extension ------------------------------------------------------------------------------------
def _of_extension(draft: Draft) -> Iterator[Problem]:
    if not draft.decision.limit_days:
        yield draft.problem("Hãy ghi số ngày gia hạn.", "limit_days")
    first = draft.inspection.first_decision
    if first and draft.decision.limit_day_kind != first.limit_day_kind:
        words = first.get_limit_day_kind_display()
        yield draft.problem(
            f"Quyết định ban đầu tính thời hạn bằng “{words}”; gia hạn cũng tính như vậy.",
            "limit_day_kind",
        )


def _of_law_on_extension(draft: Draft) -> Iterator[tuple[Problem, bool]]:
    limit = checks.limit_until(draft.inspection, MilestoneKind.ON_SITE_ENDED)
    days = draft.decision.limit_days
    if limit is None or not days:
        return
    allowed = [each for each in (limit.extension_days, limit.second_extension_days) if each]
    ordinal = len(draft.before(draft.decision.signed_on).extensions) + 1
    cited = law.article_of(limit, in_full=False)
    if ordinal > len(allowed):
        times = f"tối đa {len(allowed):02d} lần" if allowed else "không cho gia hạn"
        text = f"Đây là lần gia hạn thứ {ordinal}; {cited}: {times} với cấp này."
        yield draft.problem(text, "limit_days"), limit.is_verified
    elif days > allowed[ordinal - 1]:
        text = (
            f"Gia hạn lần {ordinal} tối đa {allowed[ordinal - 1]} ngày ({cited}),"
            f" quyết định ghi {days} ngày."
        )
        yield draft.problem(text, "limit_days"), limit.is_verified


def _of_lateness(draft: Draft, day: datetime.date) -> Iterator[Problem]:
    """An extension is signed while there is still something to extend."""
    rows = due_dates(draft.inspection, today=day)
    due = next((row.due_on for row in rows if row.step == ON_SITE), None)
    if due is not None and day > due:
        yield draft.problem(
            f"Thời hạn {draft.inspection.act} đã hết ngày {due:%d/%m/%Y}, trước ngày ký"
            f" {day:%d/%m/%Y}; gia hạn phải quyết định khi thời hạn còn."
        )


# --- Suspension and resumption --------------------------------------------------------------------
def _of_suspension(draft: Draft) -> Iterator[Problem]:
    first, last = draft.decision.first_day, draft.decision.last_day
    if first and last and last < first:
        yield draft.problem("Ngày cuối của thời gian tạm dừng phải sau ngày đầu.", "last_day")
        return
    held = draft.after(draft.decision.signed_on or first or timezone.localdate())
    mine = next((each for each in held.pauses if each.decision.pk == draft.decision.pk), None)
    for other in held.pauses:
        if mine and other is not mine and mine.meets(other):
            until = f"đến hết {other.last_day:%d/%m/%Y}" if other.last_day else "chưa tiếp tục"
            yield draft.problem(
                f"Trùng với lần tạm dừng từ {other.first_day:%d/%m/%Y} ({until},"
                f" Quyết định số {other.decision.label}).",
                "first_day",
            )


def _of_law_on_suspension(draft: Draft) -> Iterator[tuple[Problem, bool]]:
    decision, ground = draft.decision, draft.decision.ground
    if ground is None:
        return
    cited = law.cite(ground.provision, in_full=False)
    used = [row for row in draft.others() if row.ground_id == ground.pk]
    if ground.most_times is not None and len(used) >= ground.most_times:
        text = (
            f"Với lý do này {cited} chỉ cho tạm dừng {ground.most_times:02d} lần; lần trước theo"
            f" Quyết định số {used[-1].label}."
        )
        yield draft.problem(text, "ground"), ground.is_verified
    if ground.most_days is None:
        return
    if decision.last_day is None:
        text = f"Với lý do này hãy ghi ngày cuối: {cited} cho tối đa {ground.most_days} ngày."
        yield draft.problem(text, "last_day"), ground.is_verified
        return
    first = decision.begins_on or timezone.localdate()
    days = (decision.last_day - first).days + 1
    if days > ground.most_days:
        text = f"Tạm dừng {days} ngày, {cited} cho tối đa {ground.most_days} ngày với lý do này."
        yield draft.problem(text, "last_day"), ground.is_verified


def _of_resumption(draft: Draft) -> Iterator[Problem]:
    day = draft.decision.begins_on or timezone.localdate()
    if draft.before().pause_on(day) is None:
        text = f"Ngày {day:%d/%m/%Y} cuộc không tạm dừng, nên không có gì để tiếp tục."
        yield draft.problem(text, "first_day")


# --- Stop -----------------------------------------------------------------------------------------
def _of_stop(draft: Draft) -> Iterator[Problem]:
    if not draft.decision.in_part:
        return
    here = {row.unit_id for row in in_force(draft.inspection).units}
    named = {unit.pk for unit in draft.units}
    if not named:
        yield draft.problem("Hãy chọn đơn vị đình chỉ.", "units")
    elif named >= here:
        text = "Đã chọn hết các đơn vị: hãy đình chỉ cả cuộc."
        yield draft.problem(text, "in_part")
    for unit in draft.units:
        if unit.pk not in here:
            yield draft.problem(f"{unit} không ở trong phạm vi đang tiến hành.", "units")


# --- Members --------------------------------------------------------------------------------------
def _of_members(draft: Draft) -> Iterator[Problem]:
    if not draft.changes:
        yield draft.problem("Chưa chọn thay đổi nào.")
        return
    seats = {seat.person.pk: seat.role for seat in draft.before(draft.decision.signed_on).team}
    for change in draft.changes:
        if change.act == MemberAct.IN and change.person_id in seats:
            yield draft.problem(f"{change.person} đã ở trong đoàn.")
        elif change.act != MemberAct.IN and change.person_id not in seats:
            yield draft.problem(f"{change.person} không ở trong đoàn.")
    yield from _of_contacts(draft)
    yield from _of_leader(draft, seats)


def _of_leader(draft: Draft, seats: dict[int, str]) -> Iterator[Problem]:
    after = dict(seats)
    for change in draft.changes:
        if change.act == MemberAct.OUT:
            after.pop(change.person_id, None)
        else:
            after[change.person_id] = change.role
    leaders = sum(role == TeamRole.LEADER for role in after.values())
    if leaders == 0:
        yield draft.problem("Sau thay đổi này đoàn không có trưởng đoàn.")
    elif leaders > 1:
        yield draft.problem(f"Sau thay đổi này đoàn có {leaders:02d} trưởng đoàn.")


def _of_contacts(draft: Draft) -> Iterator[Problem]:
    """Khoản 3 Điều 27 Luật Thanh tra 2025: nobody inspects the unit that he speaks for."""
    joining = [change.person_id for change in draft.changes if change.act == MemberAct.IN]
    rows = UnitContact.objects.filter(
        person__in=joining, unit__audits__inspection=draft.inspection
    ).select_related("unit", "person")
    for row in rows.order_by("pk"):
        yield draft.problem(f"{row.person} là đầu mối của {row.unit}, không thể ở trong đoàn.")


# --- Units ----------------------------------------------------------------------------------------
def _of_units(draft: Draft) -> Iterator[Problem]:
    if not draft.units:
        yield draft.problem("Hãy chọn ít nhất một đơn vị.", "units")
    there = set(draft.inspection.audited_units.values_list("unit", flat=True))
    for unit in draft.units:
        if unit.pk in there:
            yield draft.problem(f"{unit} đã có trong cuộc.", "units")
        elif unit.pk == draft.inspection.issuer_id:
            text = f"{unit} là cơ quan tiến hành, không thể là đối tượng."
            yield draft.problem(text, "units")
    contacts = UnitContact.objects.filter(
        unit__in=[unit.pk for unit in draft.units],
        person__in=[member.person_id for member in draft.inspection.members.all()],
    ).select_related("person", "unit")
    for row in contacts.order_by("pk"):
        yield draft.problem(f"{row.person} trong đoàn là đầu mối của {row.unit}.", "units")


def _nothing(draft: Draft) -> Iterable[Problem]:
    return ()


TEXTS: dict[DecisionKind, Callable[[Draft], Iterable[Problem]]] = {
    DecisionKind.EXTEND: _of_extension,
    DecisionKind.SUSPEND: _of_suspension,
    DecisionKind.RESUME: _of_resumption,
    DecisionKind.STOP: _of_stop,
    DecisionKind.CHANGE_MEMBERS: _of_members,
    DecisionKind.ADD_UNITS: _of_units,
}


def _of_law(draft: Draft) -> Iterable[tuple[Problem, bool]]:
    """Problems with a limit of the law, and whether somebody compared that limit with the text."""
    if draft.decision.kind == DecisionKind.EXTEND:
        return _of_law_on_extension(draft)
    if draft.decision.kind == DecisionKind.SUSPEND:
        return _of_law_on_suspension(draft)
    return ()


# --- The day of signing ---------------------------------------------------------------------------
def of_signing(draft: Draft, on: datetime.date, *, mend: str = "#id_signed_on") -> list[Problem]:
    """What speaks against this date."""
    inspection, decision = draft.inspection, draft.decision
    found = checks.of_future(on, mend=mend)
    first = inspection.first_decision
    if first is None or first.signed_on is None:
        text = "Cuộc chưa có quyết định ban đầu."
        return [*found, Problem(text, page_of(inspection, "decision"))]
    if on < first.signed_on:
        text = f"Ngày ký không thể trước quyết định số {first.label} ({first.signed_on:%d/%m/%Y})."
        found.append(Problem(text, mend))
    if decision.first_day and decision.first_day < on:
        text = (
            f"Quyết định ký ngày {on:%d/%m/%Y} không thể có hiệu lực từ"
            f" {decision.first_day:%d/%m/%Y}, trước ngày ký."
        )
        found.append(Problem(text, draft.at("first_day")))
    return found + list(_of_course(draft, on, mend))


def _of_course(draft: Draft, on: datetime.date, mend: str) -> Iterator[Problem]:
    """What the case had reached by then."""
    ended = draft.inspection.happened_on(MilestoneKind.ON_SITE_ENDED)
    working = {DecisionKind.EXTEND, DecisionKind.SUSPEND, DecisionKind.ADD_UNITS}
    if ended and on > ended and draft.decision.kind in working:
        yield Problem(
            f"Đã kết thúc {draft.inspection.act} trực tiếp ngày {ended:%d/%m/%Y}; quyết định này"
            " phải ký trước đó.",
            mend,
        )
    if (stopped := draft.before().stopped_on) and on > stopped:
        yield Problem(f"Cuộc đã đình chỉ từ ngày {stopped:%d/%m/%Y}.", mend)


def of_number(draft: Draft, number: str, symbol: str, on: datetime.date) -> list[Problem]:
    """A number of a year stands on one decision of the case."""
    for other in draft.others():
        year = other.signed_on.year if other.signed_on else None
        if (other.number, other.symbol, year) == (number, symbol, on.year):
            return [Problem(f"Số {other.label} đã ghi cho {other}.", "#id_number")]
    return []


# --- Before it is begun ---------------------------------------------------------------------------
def why_not_now(inspection: Inspection, kind: str, held: InForce) -> str:
    """Why a decision of this kind would make no sense today, in one sentence; empty when it would."""
    today, ended = timezone.localdate(), inspection.happened_on(MilestoneKind.ON_SITE_ENDED)
    act = inspection.act
    match kind:
        case DecisionKind.RESUME if held.pause_on(today) is None:
            return "Cuộc không tạm dừng."
        case DecisionKind.SUSPEND if held.pause_on(today):
            return "Cuộc đang tạm dừng."
        case DecisionKind.EXTEND | DecisionKind.SUSPEND | DecisionKind.ADD_UNITS if ended:
            return f"Đã kết thúc {act} trực tiếp; chỉ ghi quyết định ký trước {ended:%d/%m/%Y}."
    return ""
