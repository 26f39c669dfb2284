"""The words that papers of a case share: names as of the paper's date, acts, periods."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from findings.choices import MinutesKind
from inspections.choices import DecisionKind, MilestoneKind, TeamRole
from inspections.models import AuditedUnit, Decision, Inspection, Plan, TeamMember, Unit
from office.text import short_date
from reports import placeholders
from reports.choices import DocumentKind, DocumentState

SUBJECTS = {
    MinutesKind.ANNOUNCEMENT: "Công bố {decision}",
    MinutesKind.WORKING: "Làm việc{unit}",
    MinutesKind.VERIFICATION: "Kiểm tra, xác minh{unit}",
    MinutesKind.HANDING_OVER: "Giao nhận tài liệu{unit}",
    MinutesKind.ENDING: "Kết thúc {act} trực tiếp{unit}",
    MinutesKind.CONCLUSION: "Công bố kết luận {act}{unit}",
}


def head_title(post: str, office: str) -> str:
    """ "Chánh Thanh tra" of "Thanh tra quận A" is "Chánh Thanh tra quận A"; "Giám đốc Sở B"."""
    words, names = post.split(), office.split()
    for shared in range(min(len(words), len(names)), 0, -1):
        if [word.lower() for word in words[-shared:]] == [name.lower() for name in names[:shared]]:
            return " ".join([*words, *names[shared:]])
    return f"{post} {office}".strip()


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def joined(parts: Iterable[str]) -> str:
    """A, B và C."""
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} và {listed[-1]}"


def span(first: datetime.date | None, last: datetime.date | None) -> str:
    """ "từ ngày 29/01/2024 đến ngày 05/02/2024", or what of it is known."""
    if first and first == last:
        return f"ngày {short_date(first)}"
    parts = (
        f"từ ngày {short_date(first)}" if first else "",
        f"đến ngày {short_date(last)}" if last else "",
    )
    return " ".join(part for part in parts if part)


@dataclass
class Words:
    """Answers about one case on one day, loaded once however many blocks ask."""

    inspection: Any
    day: datetime.date
    # The row of the case that a letter or a biên bản is about, what a unit owes, or the draft that
    # an appraisal or a phiếu trình speaks of.
    about: Any = None
    # The audited units that a conclusion is about, by key; empty: all of them.
    chosen: frozenset[int] = frozenset()
    places = (
        *placeholders.CASE,
        *placeholders.REQUEST,
        *placeholders.MINUTES,
        *placeholders.DUTIES,
    )

    @property
    def owner(self) -> dict[str, Any]:
        """The field of a paper that says whose it is."""
        return {"inspection": self.inspection}

    @property
    def act(self) -> str:
        return self.inspection.act

    @property
    def full_subject(self) -> str:
        return self.inspection.full_subject

    @property
    def capital_subject(self) -> str:
        return capital(self.inspection.subject)

    @property
    def team(self) -> str:
        return f"Đoàn {self.act}"

    @cached_property
    def issuer(self) -> Unit:
        units = Unit.objects.select_related("parent").prefetch_related("names", "parent__names")
        return units.get(pk=self.inspection.issuer_id)

    @property
    def office(self) -> str:
        return self.name(self.issuer)

    @property
    def head(self) -> str:
        return head_title(self.issuer.head_post or "Thủ trưởng", self.office)

    @property
    def parent(self) -> str:
        """Where the office reports to, in short: it stands among the recipients."""
        if self.issuer.parent is None:
            return ""
        names = self.issuer.parent.name_on(self.day)
        return names.short_name or names.name

    @property
    def superior(self) -> str:
        """The same in full: it is written to."""
        return self.name(self.issuer.parent) if self.issuer.parent else ""

    @cached_property
    def scope(self) -> list[AuditedUnit]:
        """Every unit of the case, also those that the paper is not about."""
        rows = self.inspection.audited_units.select_related(
            "unit", "excluded_provision__document"
        ).prefetch_related("unit__names")
        return list(rows.order_by("position", "pk"))

    @property
    def audited(self) -> list[AuditedUnit]:
        """The units that the paper is about."""
        return [row for row in self.scope if not self.chosen or row.pk in self.chosen]

    @property
    def others(self) -> list[AuditedUnit]:
        """The units of the case of which another paper tells."""
        return [row for row in self.scope if self.chosen and row.pk not in self.chosen]

    @property
    def visited(self) -> list[AuditedUnit]:
        return [row for row in self.audited if not row.is_excluded]

    def name(self, unit: Unit) -> str:
        return unit.name_on(self.day).name

    def short(self, unit: Unit) -> str:
        """The name for tables and charts, where the full one takes two lines."""
        names = unit.name_on(self.day)
        return names.short_name or names.name

    @property
    def units(self) -> str:
        """Those inspected, in a sentence; a long list is named as a whole."""
        names = [self.name(row.unit) for row in self.visited]
        if len(names) > 3:
            return f"{len(names):02d} đơn vị được {self.act}"
        return joined(names) or f"đối tượng {self.act}"

    @property
    def of_chosen(self) -> str:
        """What the subject of a conclusion on some of the units ends with."""
        return f" đối với {self.units}" if self.chosen else ""

    @cached_property
    def decision(self) -> Decision | None:
        return self.inspection.decisions.filter(kind=DecisionKind.FIRST).order_by("pk").first()

    @cached_property
    def milestones(self) -> dict[str, datetime.date]:
        rows = self.inspection.milestones.order_by("pk")
        return {row.event_id: row.happened_on for row in rows}

    @property
    def on_site(self) -> str:
        """The dates of the team at the units."""
        first = self.milestones.get(MilestoneKind.ANNOUNCED)
        return span(first, self.milestones.get(MilestoneKind.ON_SITE_ENDED))

    @property
    def period(self) -> str:
        """The period under inspection."""
        return span(self.inspection.period_from, self.inspection.period_to)

    @property
    def decision_cited(self) -> str:
        """The decision with number, date and who signed it."""
        if self.decision is None or self.decision.signed_on is None:
            return f"Quyết định {self.act}"
        signed_on = short_date(self.decision.signed_on)
        by = self.decision.signed_by_post or self.head
        return f"Quyết định số {self.decision.label} ngày {signed_on} của {by}"

    @cached_property
    def members(self) -> list[TeamMember]:
        rows = self.inspection.members.select_related("person").order_by("position", "pk")
        return list(rows)

    @property
    def leader(self) -> Any:
        leaders = (row.person for row in self.members if row.role == TeamRole.LEADER)
        return next(leaders, None)

    @property
    def addressee(self) -> str:
        """The unit of the request at hand."""
        return self.name(self.about.unit.unit) if self.about and self.about.unit else self.units

    @property
    def wanted(self) -> str:
        """What the request at hand asks for."""
        return self.about.get_kind_display().lower() if self.about else ""

    @property
    def due(self) -> str:
        return short_date(self.about.due_on) if self.about else ""

    @property
    def recorded(self) -> str:
        """What the minutes at hand record, as the subject of the paper."""
        if self.about is None:
            return ""
        unit = f" với {self.name(self.about.unit.unit)}" if self.about.unit else ""
        pattern = SUBJECTS[MinutesKind(self.about.kind)]
        return pattern.format(decision=self.decision_cited, act=self.act, unit=unit)

    @property
    def debtor(self) -> str:
        """The unit that has not done in time what it was asked for."""
        return self.name(self.about.unit) if self.about else ""

    @cached_property
    def asked_in(self) -> str:
        """The conclusion with number and date; without number where it was issued elsewhere."""
        rows = self.inspection.documents.filter(
            kind=DocumentKind.CONCLUSION, state=DocumentState.ISSUED
        )
        if self.about is not None:
            # Of several conclusions the one on who was asked, whoever answers for it today; one
            # that names no unit is on all of them.
            asked = {each.unit_id for each in self.about.obligations}
            rows = rows.filter(Q(units=None) | Q(units__unit__in=asked))
        issued = rows.select_related("template").order_by("-issued_on", "-pk").first()
        if issued is not None:
            name = issued.template.name if issued.template else f"Kết luận {self.act}"
            return f"{name} số {issued.label} ngày {short_date(issued.issued_on)}"
        day = self.milestones.get(MilestoneKind.CONCLUDED)
        return f"Kết luận {self.act}{f' ngày {short_date(day)}' if day else ''}"

    def fill(self, pattern: str) -> str:
        """Fill the {places} of a template."""
        return placeholders.filled(pattern, self.places, lambda place: getattr(self, place.source))


class PlanWords(Words):
    """The same about the plan of a year, which has neither team nor decision."""

    places = placeholders.PLAN

    @property
    def plan(self) -> Plan:
        return self.inspection

    @property
    def owner(self) -> dict[str, Any]:
        return {"plan": self.plan}

    @property
    def scope(self) -> list[AuditedUnit]:
        return []

    @property
    def full_subject(self) -> str:
        return f"{self.plan.name} của {self.office}"

    @property
    def capital_subject(self) -> str:
        return f"{capital(self.plan.act)} năm {self.plan.year}"


def words_on(
    owner: Inspection | Plan,
    day: datetime.date,
    about: Any = None,
    units: Iterable[AuditedUnit] = (),
) -> Words:
    """The words of a case or of a plan on a day.

    `about` is what a letter or biên bản is about, `units` are those that a conclusion is about.
    """
    if isinstance(owner, Plan):
        return PlanWords(owner, day)
    return Words(owner, day, about, frozenset(unit.pk for unit in units))
