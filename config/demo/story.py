"""Tells a case to the rules, as its people would through the browser."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from accounts.models import User
from config.demo.telling import (
    ToldCitation,
    ToldFinding,
    ToldIndicator,
    ToldRecommendation,
    ToldTopic,
)
from findings import citations, evidence, measuring, outline, recording
from findings.choices import IndicatorKind
from findings.models import Citation, Finding, Topic
from inspections import amending, cases, interests, teams
from inspections.amendment_checks import grounds_of
from inspections.choices import DecisionKind, TeamRole
from inspections.models import AuditedUnit, Inspection, PlanItem, Unit
from office.models import LegalProvision
from recommendations import drafting
from recommendations.choices import DueKind
from reports import citing, composing, editing, issuing, markup
from reports.choices import BlockKind, BlockPart, DocumentKind
from reports.content import blocks_to_json
from reports.models import Block, Document


class Story:
    """One case on its way: what was made so far, found by the keys of the telling."""

    def __init__(self, people: dict[str, User], units: dict[str, Unit], *, leader: str):
        self.people, self.units, self.leader = people, units, people[leader]
        self.inspection: Inspection
        self.audited: dict[str, AuditedUnit] = {}
        self.topics: dict[str, Topic] = {}
        self.findings: dict[str, Finding] = {}

    # --- The case and its decision ----------------------------------------------------------------
    def open(
        self,
        *,
        kind: str,
        subject: str,
        issuer: str,
        level: str,
        period=(None, None),
        plan_item: PlanItem | None = None,
    ) -> None:
        self.inspection = cases.open_inspection(
            kind=kind,
            subject=subject,
            issuer=self.units[issuer],
            level=level,
            period_from=period[0],
            period_to=period[1],
            plan_item=plan_item,
            actor=self.leader,
        )

    def decide(
        self, *, content: list[str], limit_days: int, bases: list[str], announced_on: date
    ) -> None:
        """Write what the decision shall say."""
        cases.draft_decision(
            self.inspection,
            content="\n".join(content),
            limit_days=limit_days,
            planned_from=announced_on,
            period_from=self.inspection.period_from,
            period_to=self.inspection.period_to,
            bases=[cases.Basis(text) for text in bases],
            actor=self.leader,
        )

    def gather(self, members: Mapping[str, str], units: list[str]) -> None:
        """The team (username: role) and the units in scope, in this order."""
        for username, role in members.items():
            teams.appoint(
                self.inspection, person=self.people[username], role=role, actor=self.leader
            )
        for key in units:
            self.audited[key] = teams.add_unit(
                self.inspection, unit=self.units[key], actor=self.leader
            )

    def announce(self, on: date) -> None:
        self.again()
        for member in self.inspection.members.select_related("person"):
            interests.declare_none(member, actor=member.person)
        cases.announce(self.inspection, on=on, actor=self.leader)

    def suspend(self, days: tuple[date, date], reason: str, *, on: date) -> Document:
        """Suspend the case on the first ground of its law, by a paper of that day."""
        self.again()
        ground = grounds_of(self.inspection, DecisionKind.SUSPEND)[0]
        amending.suspend(
            self.inspection,
            ground=ground,
            first_day=days[0],
            last_day=days[1],
            reason=reason,
            actor=self.leader,
        )
        return self.issue(self.compose(DocumentKind.SUSPEND, on), on)

    def end_on_site(self, on: date) -> None:
        self.again()
        cases.end_on_site(self.inspection, on=on, actor=self.leader)

    def record(self, milestones: Mapping[str, date]) -> None:
        """The dated facts that no paper of the demo brings about, in this order."""
        for kind, on in milestones.items():
            self.again()
            cases.record_milestone(self.inspection, kind=kind, on=on, actor=self.leader)

    def again(self) -> None:
        """The case as it is by now."""
        self.inspection = Inspection.objects.get(pk=self.inspection.pk)

    # --- What was found and what is asked -----------------------------------------------------------
    def outline(self, topics: list[ToldTopic]) -> None:
        self.again()
        for told in topics:
            (self.topics[told.key],) = outline.add_topics(
                self.inspection,
                told.title,
                actor=self.leader,
                under=self.topics.get(told.parent),
            )

    def find(self, told: ToldFinding) -> Finding:
        by = self.people[told.by]
        cited = [
            citations.keep(
                self.inspection,
                citations.CitationFacts(
                    kind=each.kind,
                    number=each.number,
                    dated_on=each.dated_on,
                    issuer=each.issuer,
                    subject=each.subject,
                ),
                actor=by,
            )
            for each in told.citations
        ]
        finding = recording.record_finding(
            self.inspection,
            recording.FindingFacts(
                topic=self.topics[told.topic],
                kind=told.kind,
                text=told.text,
                summary=told.summary,
                cause=told.cause,
                units=[
                    recording.UnitFacts(self.audited[key], told.notes.get(key, ""))
                    for key in told.units or self.audited
                ],
                responsibilities=[
                    recording.ResponsibilityFacts(unit=self.audited[key], official=name, post=post)
                    for name, post, key in told.officials
                ],
                provisions=[provision(*told.provision)] if told.provision else [],
                citations=cited,
            ),
            actor=by,
        )
        self.findings[told.key] = finding
        if told.is_confirmed:
            recording.confirm_finding(finding, actor=self.leader)
        return finding

    def prove(self, key: str, upload, *, title: str) -> None:
        """Attach a file to a finding."""
        by = self.findings[key].recorded_by
        evidence.attach(self.findings[key], [upload], title=title, actor=by)

    def measure(self, told: ToldIndicator) -> None:
        """Define an indicator and enter its figures of one period."""
        facts = measuring.IndicatorFacts(
            topic=self.topics[told.topic],
            name=told.name,
            kind=IndicatorKind.SHARE,
            whole_name=told.whole_name,
            part_name=told.part_name,
            measured_in=told.measured_in,
            target=Decimal(told.target) if told.target is not None else None,
            target_basis=told.target_basis,
            is_in_annex=told.is_in_annex,
        )
        indicator = measuring.define_indicator(self.inspection, facts, actor=self.leader)
        said = {
            self.audited[key].pk: measuring.Figures(part=Decimal(part), whole=Decimal(whole))
            for key, (whole, part) in told.figures.items()
        }
        measuring.enter_figures(indicator, told.period, said, revision=1, actor=self.leader)

    def recommend(self, told: ToldRecommendation) -> None:
        keys = list(self.audited) if told.to == "all" else [told.to]
        due = (
            DueKind.DATE if told.due_on else DueKind.AFTER_ISSUE if told.due_days else DueKind.NONE
        )
        drafting.draft_recommendation(
            self.inspection,
            drafting.RecommendationFacts(
                kind=told.kind,
                text=told.text,
                addressees=[drafting.Addressee(self.units[key], told.person) for key in keys],
                findings=[self.findings[key] for key in told.findings],
                is_general=not told.findings,
                due_kind=due,
                due_on=told.due_on,
                due_days=told.due_days,
                report_to=self.units[told.report_to] if told.report_to else None,
                report_via=self.units[told.via] if told.via else None,
            ),
            actor=self.leader,
        )

    # --- Papers -------------------------------------------------------------------------------------
    def compose(
        self,
        kind: DocumentKind,
        on: date,
        about: composing.About | None = None,
        units: Iterable[str] = (),
    ) -> Document:
        """Begin a paper meant for that day; `about` is the request or the minutes it is made of,
        `units` are those (by key) that a conclusion is on."""
        self.again()
        return composing.compose(
            self.inspection,
            kind,
            actor=self.leader,
            planned_on=on,
            about=about,
            units=[self.audited[key] for key in units],
        )

    def write(
        self,
        document: Document,
        section: int,
        text: str,
        cited: dict[str, ToldCitation] | None = None,
    ) -> None:
        """Write continuous text into the first run of text of the section at that place.

        `cited`: what stands in the text for a citation, and the document that is cited there.
        """
        for mark, told in (cited or {}).items():
            kept = Citation.objects.get(inspection=self.inspection, number=told.number)
            text = text.replace(mark, f"{{{citing.key_of_citation(kept)}={kept.in_full}}}")
        under = self._section(document, section)
        rows = Block.objects.filter(parent=under, kind=BlockKind.TEXT)
        row = rows.order_by("position").first()
        blocks = blocks_to_json(markup.parse(text))
        if row is None:
            editing.add(document, BlockKind.TEXT, actor=self.leader, under=under, blocks=blocks)
        else:
            editing.change(row, revision=row.revision, actor=self.leader, blocks=blocks)

    def open_with(self, document: Document, text: str) -> None:
        """Write the opening anew, above the sections."""
        rows = Block.objects.filter(document=document, part=BlockPart.PREAMBLE).order_by("position")
        first, *others = rows
        for row in others:
            editing.remove(row, revision=row.revision, actor=self.leader)
        editing.change(
            first,
            revision=first.revision,
            actor=self.leader,
            blocks=blocks_to_json(markup.parse(text)),
        )

    def rename(self, document: Document, section: int, heading: str) -> None:
        row = self._section(document, section)
        editing.change(row, revision=row.revision, actor=self.leader, heading=heading)

    def add_under(self, document: Document, section: int, heading: str, text: str) -> None:
        """A section of its own inside the one at that place."""
        under = self._section(document, section)
        added = editing.add(
            document, BlockKind.SECTION, actor=self.leader, under=under, heading=heading
        )
        blocks = blocks_to_json(markup.parse(text))
        editing.add(document, BlockKind.TEXT, actor=self.leader, under=added, blocks=blocks)

    def put_in(self, document: Document, section: int) -> None:
        """Make a section the last part of the one before it."""
        editing.move(self._section(document, section), "in", actor=self.leader)

    def _section(self, document: Document, place: int) -> Block:
        rows = Block.objects.filter(
            document=document, part=BlockPart.BODY, parent=None, kind=BlockKind.SECTION
        )
        return rows.order_by("position")[place]

    def head(self, document: Document, **facts) -> None:
        """Change what stands around the text."""
        document.refresh_from_db()
        editing.change_header(document, revision=document.revision, actor=self.leader, **facts)

    def submit(self, document: Document) -> str:
        """Hand it to the chief; the hash of what he will read comes back."""
        version = issuing.submit(document, actor=self.leader, acknowledged=True)
        return version.sha256

    def issue(self, document: Document, on: date) -> Document:
        """Submit, approve and number it on that day: the whole road of a paper."""
        sha256 = self.submit(document)
        issuing.approve(document, sha256=sha256, actor=self.people["son"], approved_on=on)
        issuing.issue(document, issued_on=on, actor=self.people["ha"])
        return document


def provision(number: str, article: str, clause: str) -> LegalProvision:
    """A provision of the law library."""
    return LegalProvision.objects.get(document__number=number, article=article, clause=clause)


LEADER, DEPUTY, MEMBER = TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.MEMBER
