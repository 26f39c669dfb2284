"""What speaks against a fact of a case: each check answers with Problems, nothing is changed here."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from inspections.choices import CaseState, DecisionKind, Interest, MilestoneKind, TeamRole
from inspections.folding import Pause, in_force
from inspections.models import Decision, Inspection, UnitContact
from inspections.revising import amend_page, label_of, page_of
from office import law
from office.models import CompetentBody, LegalEvent, Regime, TimeLimit
from office.workflow import Problem

# What the decision says can no longer be changed on the case alone.
FIXED_BY_DECISION = ("kind", "subject", "issuer", "level", "period_from", "period_to")
# How far a case is, so which events can have happened: the words of phases are those of states.
PHASES = LegalEvent.Phase.values


def of_future(day: datetime.date, *, mend: str) -> list[Problem]:
    if day <= timezone.localdate():
        return []
    return [Problem(f"Ngày {day:%d/%m/%Y} chưa tới; chỉ ghi việc đã xảy ra.", mend)]


def of_period(
    first: datetime.date | None, last: datetime.date | None, *, mend: str
) -> list[Problem]:
    if first and last and last < first:
        text = f"Thời kỳ kết thúc ngày {last:%d/%m/%Y} trước khi bắt đầu ngày {first:%d/%m/%Y}."
        return [Problem(text, mend)]
    return []


def of_fixed_facts(inspection: Inspection, changes: Iterable[str]) -> list[Problem]:
    if inspection.state == CaseState.PREPARING:
        return []
    return [
        Problem(
            f"“{label_of(inspection, name)}” đã ghi trong quyết định; chỉ thay đổi bằng quyết định"
            " sửa đổi, bổ sung.",
            page_of(inspection, "edit", f"id_{name}"),
        )
        for name in changes
        if name in FIXED_BY_DECISION
    ]


def of_decision_text(inspection: Inspection) -> list[Problem]:
    """What the text of the decision still lacks (Điều 26 Luật Thanh tra 2025).

    Lists prefetch `decisions__bases`.
    """
    act, decision = inspection.act, inspection.first_decision
    lacking = [
        (
            inspection.period_from and inspection.period_to,
            f"Chưa ghi thời kỳ được {act}.",
            "id_period_from",
        ),
        (decision and decision.bases.all(), "Chưa có căn cứ ban hành.", "bases"),
        (decision and decision.content.strip(), f"Chưa ghi nội dung {act}.", "id_content"),
        (decision and decision.limit_days, f"Chưa ghi thời hạn {act}.", "id_limit_days"),
    ]
    found = [
        Problem(text, page_of(inspection, "decision", anchor))
        for is_there, text, anchor in lacking
        if not is_there
    ]
    return found + _of_bases_said_twice(inspection)


def _of_bases_said_twice(inspection: Inspection) -> list[Problem]:
    decision = inspection.first_decision
    seen: set[str] = set()
    found = []
    for row in decision.bases.all() if decision else ():
        words = " ".join(row.text.lower().split()).removeprefix("căn cứ ").rstrip(" ;.,")
        if words in seen:
            text = f"Căn cứ “{row.text}” ghi hai lần."
            found.append(Problem(text, page_of(inspection, "decision", "bases")))
        seen.add(words)
    return found


def of_team(inspection: Inspection) -> list[Problem]:
    """A decision names a leader and a unit. Lists prefetch `members` and `audited_units`."""
    found = []
    if not any(member.role == TeamRole.LEADER for member in inspection.members.all()):
        found.append(Problem("Chưa có trưởng đoàn.", page_of(inspection, "team", "id_person")))
    if all(audited.is_excluded for audited in inspection.audited_units.all()):
        text = f"Chưa có đối tượng {inspection.act} nào."
        found.append(Problem(text, page_of(inspection, "units", "id_words")))
    return found


def of_interests(inspection: Inspection) -> list[Problem]:
    """Khoản 3 Điều 27 Luật Thanh tra 2025: nobody inspects the unit that he speaks for."""
    contacts = UnitContact.objects.filter(
        unit__audits__inspection=inspection, person__memberships__inspection=inspection
    ).select_related("unit", "person")
    return [
        Problem(
            f"{contact.person} là đầu mối của {contact.unit}, không thể ở trong đoàn.",
            page_of(inspection, "team", "members"),
        )
        for contact in contacts.order_by("pk")
    ] + of_declared_conflicts(inspection)


def of_declared_conflicts(inspection: Inspection) -> list[Problem]:
    """A declared conflict blocks until the chief decides; whom he kept away leaves the team."""
    sentences = {
        Interest.PENDING: "{} đã khai có xung đột lợi ích, chờ Chánh thanh tra quyết định.",
        Interest.BARRED: "{} không được tham gia vì xung đột lợi ích mà vẫn ở trong đoàn.",
    }
    here = page_of(inspection, "interests")
    rows = inspection.members.filter(interest__in=sentences).select_related("person")
    return [
        Problem(sentences[Interest(row.interest)].format(row.person), here)
        for row in rows.order_by("position", "pk")
    ]


def of_missing_declarations(inspection: Inspection) -> list[Problem]:
    """Who has not declared; the leader asks him before the announcement. Reads `members.all()`."""
    silent = [row for row in inspection.members.all() if row.interest == Interest.NOT_DECLARED]
    if not silent:
        return []
    text = f"{len(silent)} thành viên chưa kê khai xung đột lợi ích."
    return [Problem(text, page_of(inspection, "interests"))]


def of_signing(
    inspection: Inspection, signed_on: datetime.date, regime: Regime | None = None
) -> list[Problem]:
    """What speaks against this date of the first decision, and against a regime chosen by hand."""
    here = page_of(inspection, "record_decision", "id_signed_on")
    found = of_future(signed_on, mend=here)
    decision = inspection.first_decision
    if decision and decision.planned_from and decision.planned_from < signed_on:
        text = (
            f"Quyết định ký ngày {signed_on:%d/%m/%Y}, sau ngày dự kiến công bố"
            f" {decision.planned_from:%d/%m/%Y}. Hãy sửa ngày dự kiến công bố."
        )
        found.append(Problem(text, page_of(inspection, "decision", "id_planned_from")))
    if regime and regime not in law.regimes_on(inspection.kind, signed_on):
        text = f"“{regime}” không áp dụng cho quyết định ký ngày {signed_on:%d/%m/%Y}."
        found.append(Problem(text, page_of(inspection, "record_decision", "id_regime")))
        return found
    regime = regime or law.regime_on(inspection.kind, signed_on)
    if regime is None:
        text = (
            f"Thư viện pháp luật chưa có chế độ pháp lý cho cuộc {inspection.act} có quyết định ký"
            f" ngày {signed_on:%d/%m/%Y}. Hãy kiểm tra ngày ký, hoặc báo quản trị khai báo chế độ."
        )
        found.append(Problem(text, here))
    return found


def of_competence(inspection: Inspection, regime: Regime) -> list[Problem]:
    """Only a body that the law names may decide; district inspectorates ended with the law of 2025."""
    if law.is_competent(regime, inspection.level):
        return []
    text = (
        f"Theo {regime}, không có cơ quan nào ở cấp “{inspection.get_level_display()}” được ra quyết"
        f" định {inspection.act}. Hãy kiểm tra cấp của cuộc và ngày ký."
    )
    return [Problem(text, page_of(inspection, "edit", "id_level"))]


def recordable_events(inspection: Inspection) -> list[LegalEvent]:
    """The events of the case's law that a person may record now, the one that is due next first."""
    try:
        now = PHASES.index(inspection.state)
    except ValueError:
        return []
    done = {milestone.event_id for milestone in inspection.milestones.all()}
    regime = regime_of(inspection)
    steps = law.steps_of(regime) if regime else ()
    of_law = {each for step in steps for each in (step.counted_from, step.ends_with) if each}
    found = [
        event
        for event in of_law
        if not event.by_rule and event.code not in done and PHASES.index(event.phase) <= now
    ]
    return sorted(
        found,
        key=lambda event: (
            # What was forgotten can still be recorded, but does not stand in the way.
            event.phase != inspection.state,
            event.code not in list(MilestoneKind),
            event.position,
            event.pk,
        ),
    )


def of_milestone_day(inspection: Inspection, event: LegalEvent, on: datetime.date) -> list[Problem]:
    """A fact does not lie in the future, before what precedes it, or after what follows it."""
    here = page_of(inspection, "milestones", "id_happened_on")
    found = of_future(on, mend=here)
    decision = inspection.first_decision
    if decision and decision.signed_on:
        signing = LegalEvent.objects.get(code=MilestoneKind.DECIDED)
        found += _out_of_order(event, on, signing, decision.signed_on, here)
    if pause := _pause_on(inspection, event, on):
        text = (
            f"Ngày {on:%d/%m/%Y} cuộc đang tạm dừng theo Quyết định số {pause.decision.label};"
            " hãy lập quyết định tiếp tục trước."
        )
        found.append(Problem(text, amend_page(inspection, DecisionKind.RESUME)))
    for other in inspection.milestones.select_related("event").order_by("happened_on", "pk"):
        found += _out_of_order(event, on, other.event, other.happened_on, here)
    return found


def _out_of_order(
    event: LegalEvent, on: datetime.date, other: LegalEvent, day: datetime.date, here: str
) -> list[Problem]:
    if other.position < event.position and on < day:
        word = "trước"
    elif other.position > event.position and on > day:
        word = "sau"
    else:
        return []
    what = "ngày" if other.code == MilestoneKind.DECIDED else "mốc"
    name = other.name if other.code == MilestoneKind.DECIDED else f"“{other}” ngày"
    return [Problem(f"“{event}” không thể {word} {what} {name} {day:%d/%m/%Y}.", here)]


def _pause_on(inspection: Inspection, event: LegalEvent, on: datetime.date) -> Pause | None:
    """The work at the unit neither begins nor ends while it stands still."""
    if event.code not in {MilestoneKind.ANNOUNCED, MilestoneKind.ON_SITE_ENDED}:
        return None
    return in_force(inspection).pause_on(on)


def warnings_of_decision(inspection: Inspection) -> list[Problem]:
    """What a person should look at again before the decision goes; none of it stops it."""
    decision = inspection.first_decision
    if decision is None:
        return []
    day, regime = decision_day(inspection), regime_of(inspection)
    found = _period_warnings(inspection, day) + _limit_warnings(inspection, decision)
    # Without a day in sight the law it will live under is a guess.
    is_dated = decision.signed_on or decision.planned_from
    return found + (of_competence(inspection, regime) if regime and is_dated else [])


def _period_warnings(inspection: Inspection, day: datetime.date) -> list[Problem]:
    if inspection.period_to is None or inspection.period_to <= day:
        return []
    text = (
        f"Thời kỳ được {inspection.act} kết thúc ngày {inspection.period_to:%d/%m/%Y}, sau ngày"
        f" {day:%d/%m/%Y} của quyết định."
    )
    return [Problem(text, page_of(inspection, "decision", "id_period_to"))]


def _limit_warnings(inspection: Inspection, decision: Decision) -> list[Problem]:
    limit = limit_until(inspection, MilestoneKind.ON_SITE_ENDED)
    if limit is None or not decision.limit_days or decision.limit_days <= (limit.days or 0):
        return []
    text = (
        f"Thời hạn {decision.limit_days} {decision.get_limit_day_kind_display()} dài hơn mức"
        f" {limit.days} {limit.get_day_kind_display()} theo {law.article_of(limit)}."
    )
    return [Problem(text, page_of(inspection, "decision", "id_limit_days"))]


def decision_day(inspection: Inspection) -> datetime.date:
    """The day of the first decision, or the best guess while it is prepared."""
    decision = inspection.first_decision
    known = decision and (decision.signed_on or decision.planned_from)
    return known or timezone.localdate()


def limit_until(inspection: Inspection, event: str) -> TimeLimit | None:
    """How long the law leaves until an event; None where the library does not say."""
    regime = regime_of(inspection)
    return law.limit_until(regime, event, inspection.level) if regime else None


def competent_bodies(inspection: Inspection) -> list[CompetentBody]:
    """Who may decide on this case, at its level and under its law."""
    regime = regime_of(inspection)
    return law.competent_bodies(regime, inspection.level) if regime else []


def regime_of(inspection: Inspection) -> Regime | None:
    """The regime of the case, or the one it will have if its decision is signed as planned."""
    return inspection.regime or law.regime_on(inspection.kind, decision_day(inspection))
