"""Content bound to the case: what a bound block says today."""

from collections.abc import Callable, Iterable
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse

from findings.choices import FindingKind, FindingState
from findings.comparing import indicators_of
from findings.models import Finding, FindingUnit, Indicator, Responsibility
from inspections.models import AuditedUnit, Decision, Inspection
from office import law
from office.text import number_text, short_date
from office.workflow import Problem
from recommendations.choices import DueKind
from recommendations.models import Recommendation
from reports.choices import BlockKind
from reports.composing import (
    amendment,
    appraisal,
    course,
    duties,
    figures,
    letter,
    minutes,
    planned,
    submission,
    team_plan,
)
from reports.composing.lines import blocks_of, is_long, point, sentence
from reports.composing.team import team_article
from reports.composing.told import confirmed, recommendations_of
from reports.composing.words import Words, capital, joined
from reports.content import (
    Block,
    Item,
    Json,
    Numbered,
    Paragraph,
    blocks_to_json,
    text,
)
from reports.models import Block as Row
from reports.models import Document

MOST_NAMES_IN_A_LINE = 5
ORDER = ("topic__position", "topic", "position", "number")


class Case:
    """What the generators ask of one case: every list is loaded once."""

    def __init__(self, words: Words, topics: set[str] | None = None):
        self.words = words
        # Only these topics are asked for: one section of a long paper loads only its own.
        self.topics = topics

    @property
    def inspection(self) -> Inspection:
        return self.words.inspection

    @cached_property
    def findings(self) -> list[Finding]:
        units = FindingUnit.objects.select_related("unit__unit").prefetch_related(
            "unit__unit__names"
        )
        rows = confirmed(self.inspection, self.words.chosen).prefetch_related(
            Prefetch("units", units), "provisions__document", "responsibilities"
        )
        if self.topics is not None:
            rows = rows.filter(topic__in=[topic for topic in self.topics if topic.isdigit()])
        return list(rows.order_by(*ORDER))

    @cached_property
    def first_mention(self) -> dict[int, int]:
        """Which finding is the first to cite a legal document, in the order of the report."""
        told = confirmed(self.inspection, self.words.chosen)
        cited = told.filter(provisions__isnull=False)
        pairs = cited.order_by(*ORDER, "provisions__pk").values_list("provisions__document", "pk")
        first: dict[int, int] = {}
        for document, finding in pairs:
            first.setdefault(document, finding)
        return first

    @cached_property
    def indicators(self) -> list[Indicator]:
        return indicators_of(self.inspection)

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        return recommendations_of(self.words)


def generate(words: Words, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Json]]:
    """What the bound blocks (source, key) say today. The queries do not grow with the blocks."""
    asked = [(source, key) for source, key in wanted if source in SOURCES]
    narrow = all(source == "findings" for source, _ in asked)
    case = Case(words, {key for _, key in asked} if narrow else None)
    return {(source, key): blocks_to_json(SOURCES[source](case, key)) for source, key in asked}


def fill_in(document: Document, words: Words) -> None:
    """Write today's content into the bound rows that nobody has edited."""
    rows = [
        row
        for row in Row.objects.filter(document=document, kind=BlockKind.BOUND).order_by("pk")
        if not row.data["is_edited"]
    ]
    fresh = generate(words, [(row.data["source"], row.data["key"]) for row in rows])
    for row in rows:
        row.data["blocks"] = fresh.get((row.data["source"], row.data["key"]), row.data["blocks"])
    Row.objects.bulk_update(rows, ["data"])


def unconfirmed(inspection: Inspection) -> list[Finding]:
    """Findings that stand but do not reach the paper before they are confirmed."""
    rows = Finding.objects.filter(inspection=inspection, state=FindingState.NOTED).select_related(
        "inspection"
    )
    return list(rows.order_by("number"))


def unsummarised(inspection: Inspection) -> list[Finding]:
    """Confirmed findings of several lines that have no sentence for the conclusion."""
    rows = confirmed(inspection).filter(summary="").select_related("inspection")
    told = rows.filter(kind=FindingKind.STRENGTH) | rows.shortcomings()
    return [row for row in told.order_by("number") if is_long(row)]


def left_out(document: Document) -> list[Problem]:
    """Topics with confirmed findings that no block of the paper shows."""
    shown = {
        row.data["key"]
        for row in Row.objects.filter(document=document, kind=BlockKind.BOUND)
        if row.data["source"] == "findings"
    }
    rows = confirmed(document.case, [unit.pk for unit in document.units.all()])
    return [
        Problem(
            f"Phát hiện số {row.number} (nội dung “{row.topic.title}”) không có trong văn bản.",
            reverse("reports:edit", args=[document.owner.code, document.pk]) + "#noi-dung-moi",
        )
        for row in rows.select_related("topic").order_by("number")
        if str(row.topic_id) not in shown
    ]


# --- Findings -------------------------------------------------------------------------------------


def _findings(case: Case, key: str) -> Iterable[Block]:
    """Every confirmed finding of a topic, with its place, rule, cause; then the figures of it."""
    for finding in case.findings:
        if str(finding.topic_id) == key:
            yield from _finding(case, finding)
    told = [each for each in case.indicators if str(each.topic_id) == key]
    yield from figures.of_topic(case.words, told)


def _finding(case: Case, finding: Finding) -> Iterable[Block]:
    lines = [line.strip() for line in finding.text.splitlines() if line.strip()]
    said = [place for place, line in enumerate(lines) if not line.startswith("|")]
    for place in said[-1:]:
        lines[place] = _with_facts(case, finding, lines[place])
    yield from blocks_of(lines)
    for label, value in (("Nguyên nhân", finding.cause), ("Hậu quả", finding.consequence)):
        if value.strip():
            yield Item(text(f"{label}: {' '.join(value.split())}"), 2)
    if answers := "; ".join(map(str, _officials(case, finding))):
        yield Item(text(f"Trách nhiệm: {answers}."), 2)


def _officials(case: Case, finding: Finding) -> list[Responsibility]:
    """Those who are named; a unit stands in the finding already."""
    others = {row.pk for row in case.words.others}
    named = (row for row in finding.responsibilities.all() if row.official)
    return [row for row in named if row.unit_id not in others]


def _with_facts(case: Case, finding: Finding, line: str) -> str:
    """The last line with the units (where not all), the sum and the rule."""
    facts = [
        _where(case, finding),
        _note(case, finding),
        _amount(case, finding),
        _rules(case, finding),
    ]
    told = "; ".join(fact for fact in facts if fact)
    if not told:
        return line
    stem = line.rstrip(".;")
    return f"{stem} ({told})."


def _amount(case: Case, finding: Finding) -> str:
    """The sum is of all units where it was found, also of those of which another paper tells."""
    if not finding.amount:
        return ""
    of_case = len(finding.units.all())
    shared = f" chung của {of_case:02d} đơn vị" if len(_units(case, finding)) < of_case else ""
    return f"số tiền{shared}: {number_text(int(finding.amount))} đồng"


def _units(case: Case, finding: Finding) -> list[AuditedUnit]:
    """The units of this paper where it was found."""
    others = {row.pk for row in case.words.others}
    return [row.unit for row in finding.units.all() if row.unit_id not in others]


def _where(case: Case, finding: Finding) -> str:
    units = _units(case, finding)
    if not units or len(units) == len(case.words.visited):
        return ""
    if len(units) > MOST_NAMES_IN_A_LINE:
        # The annex tells them one by one.
        return f"tại {len(units):02d}/{len(case.words.visited):02d} đơn vị"
    return f"tại: {', '.join(case.words.name(row.unit) for row in units)}"


def _note(case: Case, finding: Finding) -> str:
    """Of one unit alone what was noted there; of several the annex tells it."""
    if len(case.words.visited) != 1:
        return ""
    only = case.words.visited[0].pk
    notes = (row.note.strip() for row in finding.units.all() if row.unit_id == only)
    return next(notes, "").rstrip(".;")


def _rules(case: Case, finding: Finding) -> str:
    """Phụ lục I NĐ 30/2020: in full at the first mention, then kind and number."""
    cited, told = [], set()
    for provision in finding.provisions.all():
        document = provision.document_id
        first = case.first_mention.get(document) == finding.pk and document not in told
        told.add(document)
        cited.append(law.cite(provision, in_full=first))
    return f"quy định tại {joined(cited)}" if cited else ""


def _figures(case: Case, key: str) -> Iterable[Block]:
    """The tables of the annex of figures."""
    return figures.of_annex(case.words, case.indicators)


def _by_unit(case: Case, key: str) -> Iterable[Block]:
    """Finding × unit: the shortcomings of each unit, with what was noted of it alone."""
    return figures.by_unit(case.words, case.findings)


def _strengths(case: Case, key: str) -> Iterable[Block]:
    """The praise of the conclusion: one paragraph, and what takes several lines as items."""
    rows = [row for row in case.findings if row.kind == FindingKind.STRENGTH]
    if not rows:
        return
    period = f" ({case.words.period})" if case.words.period else ""
    short = [sentence(row.conclusion_text) for row in rows if not is_long(row)]
    end = "." if short else " sau:"
    opening = f"Trong thời kỳ được {case.words.act}{period}, {case.words.units} đã đạt được một số"
    yield Paragraph(text(" ".join([f"{opening} kết quả{end}", *short])))
    for row in rows:
        if is_long(row):
            yield from point(row)


def _shortcomings(case: Case, key: str) -> Iterable[Block]:
    """What falls short, one line each; words for breaches only where there are any."""
    rows = [row for row in case.findings if row.needs_recommendation]
    if not rows:
        yield Paragraph(text(f"Qua {case.words.act} chưa phát hiện hạn chế, thiếu sót."))
        return
    breach = any(row.kind == FindingKind.VIOLATION for row in rows)
    what = "hạn chế, vi phạm" if breach else "hạn chế, thiếu sót"
    praised = any(row.kind == FindingKind.STRENGTH for row in case.findings)
    opening = "Tuy nhiên, bên cạnh kết quả đạt được," if praised else f"Qua {case.words.act},"
    yield Paragraph(text(f"{opening} {case.words.units} còn một số {what} sau:"))
    for row in rows:
        yield from point(row)


# --- Recommendations ------------------------------------------------------------------------------


def _recommendations(case: Case, key: str) -> Iterable[Block]:
    """Grouped by those who are addressed, in the order of the first recommendation to them."""
    groups: dict[tuple[str, ...], list[Recommendation]] = {}
    for row in case.recommendations:
        groups.setdefault(_addressees(case, row), []).append(row)
    for addressees, rows in groups.items():
        items = tuple(Item(text(_demand(case, row)), 1) for row in rows)
        yield Numbered(text(f"{_to(case, addressees)}:"), items)


def _demands(case: Case, key: str) -> Iterable[Block]:
    """The same without a number where one alone is addressed."""
    groups = {_addressees(case, row) for row in case.recommendations}
    if len(groups) != 1:
        yield from _recommendations(case, key)
        return
    who = joined(next(iter(groups))) or f"đối tượng {case.words.act}"
    yield Paragraph(text(f"{case.words.team} đề nghị {who} thực hiện các nội dung sau:"))
    for row in case.recommendations:
        yield Item(text(_demand(case, row)), 1)


def _addressees(case: Case, row: Recommendation) -> tuple[str, ...]:
    others = {unit.unit_id for unit in case.words.others}
    owed = (each for each in row.obligations.all() if each.unit_id not in others)
    return tuple(each.person or case.words.name(each.unit) for each in owed)


def _to(case: Case, addressees: tuple[str, ...]) -> str:
    if not addressees:
        return "Kiến nghị chung"
    audited = {case.words.name(row.unit) for row in case.words.visited}
    if len(addressees) > MOST_NAMES_IN_A_LINE and set(addressees) == audited:
        return f"Đối với {len(addressees):02d} đơn vị được {case.words.act}"
    return f"Đối với {joined(addressees)}"


def _demand(case: Case, row: Recommendation) -> str:
    words = " ".join(row.text.split()).removeprefix("- ")
    due = _due(case, row)
    return f"{words.rstrip('.;')} ({due})." if due else sentence(words)


def _due(case: Case, row: Recommendation) -> str:
    parts = []
    if row.due_kind == DueKind.DATE and row.due_on:
        parts.append(f"hoàn thành trước ngày {short_date(row.due_on)}")
    if row.due_kind == DueKind.AFTER_ISSUE and row.due_days:
        parts.append(f"hoàn thành trong {row.due_days:02d} ngày kể từ ngày ban hành văn bản này")
    if row.report_to:
        via = f" qua {case.words.name(row.report_via)}" if row.report_via else ""
        parts.append(f"báo cáo kết quả về {case.words.name(row.report_to)}{via}")
    return "; ".join(parts)


# --- Articles of the decision ---------------------------------------------------------------------


def _decision_scope(case: Case, key: str) -> Iterable[Block]:
    words = case.words
    below: list[Block] = []
    below.append(Paragraph(text(f"Đối tượng {words.act}: {_all_units(words)}.")))
    lines = words.decision.content.splitlines() if words.decision else []
    content = [line.strip().removeprefix("- ").rstrip(";.") for line in lines if line.strip()]
    if content:
        below.append(Paragraph(text(f"Nội dung {words.act}:")))
        ends = [";"] * (len(content) - 1) + ["."]
        below += [
            Item(text(f"{capital(line)}{end}"), 1) for line, end in zip(content, ends, strict=True)
        ]
    if words.period:
        below.append(Paragraph(text(f"Thời kỳ được {words.act}: {words.period}.")))
    yield Numbered(text(f"{capital(words.inspection.full_subject)}."), tuple(below))


def _all_units(words: Words) -> str:
    return joined(words.name(row.unit) for row in words.visited)


def _decision_limit(case: Case, key: str) -> Iterable[Block]:
    decision, act = case.words.decision, case.words.act
    if decision and decision.limit_days:
        days = f"{decision.limit_days:02d} {decision.get_limit_day_kind_display()}"
        yield Numbered(text(f"Thời hạn {act} là {days}, kể từ ngày công bố quyết định {act}."))
    else:
        yield Numbered(text(f"Thời hạn {act}: "))


def _decision_team(case: Case, key: str) -> Iterable[Block]:
    opening = f"Thành lập {case.words.team} gồm các ông, bà có tên sau:"
    members = case.words.members
    yield team_article(opening, ((row.person, row.get_role_display()) for row in members))


# --- Articles of an amending decision -------------------------------------------------------------


def _amendment(case: Case, key: str) -> Iterable[Block]:
    """What the decision of that key changes."""
    if decision := _decision(case, key):
        yield from amendment.changed(case.words, decision)


def _amended(case: Case, key: str) -> Iterable[Block]:
    """What holds from then on."""
    if decision := _decision(case, key):
        yield from amendment.holds(case.words, decision)


def _decision(case: Case, key: str) -> Decision | None:
    rows = case.inspection.decisions.select_related("ground__provision__document")
    decision = rows.filter(pk=int(key)).order_by("pk").first() if key.isdecimal() else None
    if decision is not None:
        decision.inspection = case.inspection
    return decision


SOURCES: dict[str, Callable[[Case, str], Iterable[Block]]] = {
    "findings": _findings,
    "figures": _figures,
    "by_unit": _by_unit,
    "strengths": _strengths,
    "shortcomings": _shortcomings,
    "recommendations": _recommendations,
    "demands": _demands,
    "course": lambda case, key: course.told(case.words),
    "decision_scope": _decision_scope,
    "decision_limit": _decision_limit,
    "decision_team": _decision_team,
    "amendment": _amendment,
    "amended": _amended,
    "request": lambda case, key: letter.asked(case.words),
    "duties": lambda case, key: duties.table(case.words),
    "minutes_parties": lambda case, key: minutes.told(case.words, minutes.taking_part),
    "minutes_content": lambda case, key: minutes.told(case.words, minutes.content_of),
    "minutes_end": lambda case, key: minutes.told(case.words, minutes.end_of),
    "appraised": lambda case, key: appraisal.appraised(case.words),
    "opinion": lambda case, key: appraisal.opinion(case.words),
    "submitted": lambda case, key: submission.submitted(case.words),
    "team_plan_matters": lambda case, key: team_plan.matters(case.words),
    "team_plan_days": lambda case, key: team_plan.days(case.words),
    "team_plan_people": lambda case, key: team_plan.people(case.words),
    "plan_summary": lambda case, key: planned.summary(case.words),
    "plan_items": lambda case, key: planned.tables(case.words),
}
