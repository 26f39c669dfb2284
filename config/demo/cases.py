"""The cases from first to last act; each function tells one."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.demo import (
    communes,
    department,
    digital,
    division,
    funds,
    paperwork,
    planning,
    spoken,
)
from config.demo.story import Story
from findings import library
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
    team_plan = story.compose(DocumentKind.TEAM_PLAN, days["decided"])
    papers.append(story.issue(team_plan, days["decided"]))
    story.announce(days["announced"])
    papers.append(paperwork.on_site(story, days["announced"]))
    papers.append(
        story.suspend(
            (days["storm_begins"], days["storm_ends"]), digital.STORM, on=days["suspended"]
        )
    )
    story.outline(digital.TOPICS)
    for indicator in digital.INDICATORS:
        story.measure(indicator)
    for finding in digital.FINDINGS:
        story.find(finding)
    for recommendation in digital.RECOMMENDATIONS:
        story.recommend(recommendation)
    papers += paperwork.ask_units(story)
    story.end_on_site(days["on_site_ended"])
    report = story.compose(DocumentKind.RESULT_REPORT, days["reported"])
    story.write(report, 0, digital.OVERVIEW, {"[target]": digital.TARGET})
    papers.append(story.issue(report, days["reported"]))
    story.record({"draft_ordered": days["ordered"]})
    conclusion = story.compose(DocumentKind.CONCLUSION, timezone.localdate())
    sha256 = story.submit(conclusion)
    issuing.send_back(conclusion, sha256=sha256, reason=digital.RETURN_REASON, actor=people["son"])
    story.write(conclusion, 2, digital.ADDED_ON_RETURN, {"[target]": digital.TARGET})
    story.submit(conclusion)
    submission = story.compose(DocumentKind.SUBMISSION, timezone.localdate())
    papers.append(story.issue(submission, timezone.localdate()))
    paperwork.give_to_appraiser(story, conclusion)
    return papers


def tell_communes(people, units) -> list[Document]:
    """A check of 23 communes: decided elsewhere, two left out with the reason, a deputy signs."""
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
    story.gather({"quan": TeamRole.LEADER, "lan": TeamRole.DEPUTY}, communes.COMMUNES)
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
    _find_out(story, communes)
    story.end_on_site(days["on_site_ended"])
    report = story.compose(DocumentKind.RESULT_REPORT, days["reported"])
    story.write(report, 0, communes.OVERVIEW)
    story.head(
        report,
        signer=people["lan"],
        signer_name=people["lan"].full_name,
        signer_authority="KT. TRƯỞNG ĐOÀN\nPHÓ TRƯỞNG ĐOÀN",
        signer_other_post=communes.SIGNED_BY_POST,
        addressees="Ủy ban nhân dân thành phố Hải An",
        recipients=communes.RECIPIENTS,
    )
    return [story.issue(report, days["reported"])]


def tell_department(people, units) -> list[Document]:
    """A department checks itself, 2025: footnotes of cited papers, an annex of figures."""
    story = Story(people, units, leader="minh")
    story.open(
        kind=CaseKind.CHECK,
        subject=department.SUBJECT,
        issuer="home",
        level=Level.DEPARTMENT,
        period=(date(2025, 1, 1), date(2025, 9, 30)),
    )
    _decide(story, department)
    members = {"minh": TeamRole.LEADER, "lan": TeamRole.MEMBER}
    story.gather(members, [*department.VISITED, *department.NOT_VISITED])
    for key in department.NOT_VISITED:
        left = story.audited.pop(key)
        teams.exclude_unit(left, reason=department.NOT_VISITED_REASON, actor=story.leader)
    _record_elsewhere(story, department, "Giám đốc Sở Nội vụ thành phố Hải An")
    _find_out(story, department)
    story.end_on_site(department.ON_SITE_ENDED_ON)
    report = story.compose(DocumentKind.RESULT_REPORT, department.REPORTED_ON)
    story.write(report, 0, department.OVERVIEW)
    story.rename(report, 2, "NHẬN XÉT, KHÓ KHĂN VÀ KIẾN NGHỊ")
    story.add_under(report, 2, "Khó khăn, vướng mắc", department.HARDSHIPS)
    story.rename(report, 3, "Kiến nghị, đề xuất")
    story.put_in(report, 3)
    story.head(report, recipients=department.RECIPIENTS)
    papers = [story.issue(report, department.REPORTED_ON)]
    told = story.compose(DocumentKind.OFFICE_REPORT, department.TOLD_ON)
    return [*papers, story.issue(told, department.TOLD_ON)]


def tell_spoken(people, units) -> list[Document]:
    """A working group at one department, 2025: its notice of conclusion is what the chair said."""
    story = Story(people, units, leader="minh")
    story.open(
        kind=CaseKind.CHECK,
        subject=spoken.SUBJECT,
        issuer="city",
        level=Level.PROVINCE,
        period=(date(2025, 1, 1), date(2025, 7, 31)),
    )
    _decide(story, spoken)
    story.gather({"minh": TeamRole.LEADER, "lan": TeamRole.MEMBER}, ["trade"])
    _record_elsewhere(story, spoken, "Chủ tịch Ủy ban nhân dân thành phố Hải An")
    _find_out(story, spoken)
    story.end_on_site(spoken.ON_SITE_ENDED_ON)
    report = story.compose(DocumentKind.RESULT_REPORT, spoken.REPORTED_ON)
    papers = [story.issue(report, spoken.REPORTED_ON)]
    notice = story.compose(DocumentKind.CONCLUSION, spoken.CONCLUDED_ON)
    story.open_with(notice, spoken.OPENING)
    story.head(notice, recipients=spoken.RECIPIENTS)
    papers.append(story.issue(notice, spoken.CONCLUDED_ON))
    return [*papers, paperwork.urge(story, spoken.URGED_ON)]


def tell_funds(people, units) -> list[Document]:
    """The city's inspectorate at two wards: one conclusion is issued, the other being written."""
    today = timezone.localdate()
    days = funds.days_before(today)
    story = Story(people, units, leader="minh")
    story.open(
        kind=CaseKind.INSPECTION,
        subject=funds.SUBJECT,
        issuer="city_inspectorate",
        level=Level.PROVINCE,
        period=(date(days["decided"].year - 1, 1, 1), days["decided"]),
    )
    story.decide(
        content=funds.CONTENT,
        limit_days=funds.LIMIT_DAYS,
        bases=funds.BASES,
        announced_on=days["announced"],
    )
    story.gather({"minh": TeamRole.LEADER, "lan": TeamRole.MEMBER}, list(funds.UNITS))
    decision = story.compose(DocumentKind.DECISION, days["decided"])
    papers = [story.issue(decision, days["decided"])]
    story.announce(days["announced"])
    _find_out(story, funds)
    story.end_on_site(days["on_site_ended"])
    report = story.compose(DocumentKind.RESULT_REPORT, days["reported"])
    story.write(report, 0, funds.OVERVIEW)
    papers.append(story.issue(report, days["reported"]))
    story.record({"draft_ordered": days["ordered"]})
    first, second = funds.UNITS
    conclusion = story.compose(DocumentKind.CONCLUSION, today, units=[first])
    sha256 = story.submit(conclusion)
    papers.append(paperwork.appraise(story, conclusion, funds.ASSIGNMENT, funds.OPINION))
    issuing.approve(conclusion, sha256=sha256, actor=people["son"], approved_on=today)
    issuing.issue(conclusion, issued_on=today, actor=people["ha"])
    story.compose(DocumentKind.CONCLUSION, today, units=[second])
    for facts in funds.LIBRARY:
        library.save(facts, story.inspection, actor=story.leader)
    return [*papers, conclusion]


def _decide(story: Story, told) -> None:
    story.decide(
        content=told.CONTENT,
        limit_days=told.LIMIT_DAYS,
        bases=told.BASES,
        announced_on=told.ANNOUNCED_ON,
    )


def _record_elsewhere(story: Story, told, post: str) -> None:
    """The decision was issued outside the software; then it is announced."""
    cases.record_decision(
        story.inspection,
        number=told.DECISION_NUMBER,
        symbol=told.DECISION_SYMBOL,
        signed_on=told.DECIDED_ON,
        signed_by_post=post,
        actor=story.leader,
        elsewhere=True,
    )
    story.announce(told.ANNOUNCED_ON)


def _find_out(story: Story, told) -> None:
    """The outline, figures and findings of the case, and what is asked for them."""
    story.outline(told.TOPICS)
    for indicator in getattr(told, "INDICATORS", ()):
        story.measure(indicator)
    for finding in told.FINDINGS:
        story.find(finding)
    for recommendation in told.RECOMMENDATIONS:
        story.recommend(recommendation)


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
    "Kiểm tra cải cách hành chính tại 23 xã: đã báo cáo kết quả.": tell_communes,
    "Kiểm tra nội bộ của một sở, năm 2025: báo cáo có chú thích, phụ lục số liệu.": tell_department,
    "Kiểm tra việc thực hiện nhiệm vụ tại một sở: thông báo kết luận của người chủ trì.": tell_spoken,
    "Thanh tra đột xuất tại 02 phường: một kết luận đã ban hành, một đang soạn.": tell_funds,
}
