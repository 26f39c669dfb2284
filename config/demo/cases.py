"""The three cases from first to last act; each function tells one."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.demo import communes, digital, division, paperwork, planning
from config.demo.story import Story
from inspections import cases, teams
from inspections.choices import CaseKind, Level, TeamRole
from reports import issuing
from reports.choices import DocumentKind
from reports.models import Document


def tell_division(people, units) -> list[Document]:
    """A district inspectorate, one division, 2024: concluded; three papers."""
    story = Story(people, units, leader="minh")
    story.open(
        kind=CaseKind.INSPECTION,
        subject=division.SUBJECT,
        issuer="inspectorate",
        level=Level.DISTRICT,
        period=division.PERIOD,
        plan_item=planning.tell_old_plan(people, units),
    )
    story.decide(
        content=division.CONTENT,
        limit_days=division.LIMIT_DAYS,
        bases=division.BASES,
        announced_on=division.ANNOUNCED_ON,
    )
    story.gather({"minh": TeamRole.LEADER, "lan": TeamRole.MEMBER}, ["division"])
    decision = story.compose(DocumentKind.DECISION, division.DECIDED_ON)
    papers = [story.issue(decision, division.DECIDED_ON)]
    story.announce(division.ANNOUNCED_ON)
    story.outline(division.TOPICS)
    for finding in division.FINDINGS:
        story.find(finding)
    story.prove("petitions", _scan(), title="Trích sổ công văn đến năm 2023")
    for recommendation in division.RECOMMENDATIONS:
        story.recommend(recommendation)
    story.end_on_site(division.ON_SITE_ENDED_ON)
    report = story.compose(DocumentKind.RESULT_REPORT, division.REPORTED_ON)
    story.write(report, 0, division.OVERVIEW)
    papers.append(story.issue(report, division.REPORTED_ON))
    story.record(division.DRAFTED)
    conclusion = story.compose(DocumentKind.CONCLUSION, division.CONCLUDED_ON)
    papers.append(story.issue(conclusion, division.CONCLUDED_ON))
    story.record(division.FOLLOWED)
    paperwork.close_file(story)
    return papers


def tell_digital(people, units) -> list[Document]:
    """The city's inspectorate at four departments: the conclusion came back once and waits."""
    days = digital.days_before(timezone.localdate())
    item, plan = planning.tell_city_plan(people, units, days["decided"].year)
    story = Story(people, units, leader="minh")
    story.open(
        kind=CaseKind.INSPECTION,
        subject=digital.SUBJECT,
        issuer="city_inspectorate",
        level=Level.PROVINCE,
        period=(date(days["decided"].year - 1, 1, 1), days["decided"]),
        plan_item=item,
    )
    story.decide(
        content=digital.CONTENT,
        limit_days=digital.LIMIT_DAYS,
        bases=digital.BASES,
        announced_on=days["announced"],
    )
    members = {"minh": TeamRole.LEADER, "quan": TeamRole.DEPUTY, "lan": TeamRole.MEMBER}
    story.gather(members, list(digital.UNITS))
    decision = story.compose(DocumentKind.DECISION, days["decided"])
    papers = [plan, story.issue(decision, days["decided"])]
    story.announce(days["announced"])
    paperwork.on_site(story, days["announced"])
    papers.append(
        story.suspend(
            (days["storm_begins"], days["storm_ends"]), digital.STORM, on=days["suspended"]
        )
    )
    story.outline(digital.TOPICS)
    for finding in digital.FINDINGS:
        story.find(finding)
    for recommendation in digital.RECOMMENDATIONS:
        story.recommend(recommendation)
    paperwork.ask_units(story)
    story.end_on_site(days["on_site_ended"])
    report = story.compose(DocumentKind.RESULT_REPORT, days["reported"])
    story.write(report, 0, digital.OVERVIEW)
    papers.append(story.issue(report, days["reported"]))
    story.record({"draft_ordered": days["ordered"]})
    conclusion = story.compose(DocumentKind.CONCLUSION, timezone.localdate())
    sha256 = story.submit(conclusion)
    issuing.send_back(conclusion, sha256=sha256, reason=digital.RETURN_REASON, actor=people["son"])
    story.write(conclusion, 2, digital.ADDED_ON_RETURN)
    story.submit(conclusion)
    paperwork.give_to_appraiser(story, conclusion)
    return papers


def tell_communes(people, units) -> list[Document]:
    """A check of 23 communes: decided elsewhere, on site, two left out with the reason."""
    days = communes.days_before(timezone.localdate())
    story = Story(people, units, leader="quan")
    story.open(
        kind=CaseKind.CHECK,
        subject=communes.SUBJECT,
        issuer="city",
        level=Level.PROVINCE,
        period=(date(days["decided"].year, 1, 1), days["decided"]),
    )
    story.decide(
        content=communes.CONTENT,
        limit_days=communes.LIMIT_DAYS,
        bases=communes.BASES,
        announced_on=days["announced"],
    )
    story.gather({"quan": TeamRole.LEADER, "lan": TeamRole.MEMBER}, communes.COMMUNES)
    for name in communes.LEFT_OUT:
        teams.exclude_unit(story.audited.pop(name), reason=communes.EXCLUDED, actor=story.leader)
    cases.record_decision(
        story.inspection,
        number=communes.DECISION_NUMBER,
        symbol=communes.DECISION_SYMBOL,
        signed_on=days["decided"],
        signed_by_post="Chủ tịch Ủy ban nhân dân thành phố Hải An",
        actor=people["quan"],
        elsewhere=True,
    )
    story.announce(days["announced"])
    story.outline(communes.TOPICS)
    for finding in communes.FINDINGS:
        story.find(finding)
    for recommendation in communes.RECOMMENDATIONS:
        story.recommend(recommendation)
    return []


def _scan() -> SimpleUploadedFile:
    """One page that stands for a scan."""
    from weasyprint import HTML

    page = io.BytesIO()
    HTML(string="<p lang=vi>Trích sổ công văn đến năm 2023 (tài liệu minh họa).</p>").write_pdf(
        page
    )
    return SimpleUploadedFile("so-cong-van-den-2023.pdf", page.getvalue())


TOLD = {
    "Thanh tra quận, một phòng chuyên môn, năm 2024: đã kết luận.": tell_division,
    "Thanh tra thành phố tại 04 sở: dự thảo kết luận bị trả lại, đã trình lại.": tell_digital,
    "Kiểm tra cải cách hành chính tại 23 xã: đang làm việc trực tiếp.": tell_communes,
}
