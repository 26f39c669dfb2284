"""The appraiser's step: named in writing, outside the team, heard before the chief signs."""

import datetime
import re

import pytest
from django.utils import timezone

from inspections.choices import Level, Secrecy
from inspections.models import Inspection
from office import law
from office.desk import Section
from office.models import JournalEntry, Notice, Regime
from office.workflow import Overtaken, Problems, Refused
from reports import appraising, editing, issuing, problems
from reports.choices import AppraisalState, AppraisalVerdict, DocumentKind, DocumentState
from reports.desk import items_for
from reports.models import Document
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.inspections import make_member
from tests.make.reports import CONCLUDED_ON, make_conclusion, make_report, make_submitted

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + datetime.timedelta(days=7)
BY_LETTER = "Công văn số 15/TTr-NV ngày 04/3/2024"


@pytest.fixture
def draft(cast):
    """A draft conclusion of a provincial inspectorate, on the chief's desk."""
    document = make_conclusion()
    regime = Regime.objects.get(code="thanh-tra-2022")
    Inspection.objects.update(level=Level.PROVINCE, regime=regime)
    return Document.objects.get(pk=document.pk)


def ask(draft, by="son", **facts):
    facts = {"appraiser": make_person("thao"), "assignment": BY_LETTER, "due_on": SOON} | facts
    return appraising.assign(draft, actor=make_person(by), **facts)


def answer(appraisal, verdict=AppraisalVerdict.AGREES, by="thao"):
    sha256 = issuing.current_version(appraisal.document).sha256
    appraising.give(
        appraisal,
        sha256=sha256,
        verdict=verdict,
        opinion="Dự thảo đúng căn cứ, đủ chứng cứ.",
        actor=make_person(by),
    )


def approve(draft, note="", by="son"):
    sha256 = issuing.current_version(draft).sha256
    issuing.approve(
        draft, sha256=sha256, actor=make_person(by), approved_on=CONCLUDED_ON, note=note
    )


@pytest.mark.parametrize(
    ("regime", "level", "required"),
    [
        ("thanh-tra-2025", "government", True),
        ("thanh-tra-2025", "ministry", True),
        ("thanh-tra-2025", "province", True),
        ("thanh-tra-2025", "department", False),
        ("thanh-tra-2022", "province", True),
        ("thanh-tra-2022", "district", False),
    ],
)
def test_where_appraisal_is_compulsory_is_data(db, regime, level, required):
    rule = law.appraisal_rule(Regime.objects.get(code=regime), level)
    assert rule.is_required == required


def test_a_check_and_the_law_of_2010_know_no_appraisal(db):
    for code in ("kiem-tra-hanh-chinh", "thanh-tra-2010"):
        assert law.appraisal_rule(Regime.objects.get(code=code), "province") is None


def test_a_conclusion_without_its_appraisal_is_not_approved(draft, son):
    with pytest.raises(Problems, match="phải được thẩm định trước khi ký") as told:
        approve(draft)
    assert told.value.problems[0].mend.endswith("/tham-dinh/")
    page = signed_in(son).get(f"{draft.get_absolute_url()}duyet/").content.decode()
    assert "phải được thẩm định" in page
    answer(ask(draft))
    approve(draft)
    assert draft.state == DocumentState.APPROVED


def test_where_it_is_not_compulsory_a_conclusion_is_approved_without(draft):
    Inspection.objects.update(level=Level.DISTRICT)
    approve(Document.objects.get(pk=draft.pk))


def test_a_running_appraisal_is_waited_for_even_where_it_is_not_compulsory(draft, son):
    Inspection.objects.update(level=Level.DISTRICT)
    draft = Document.objects.get(pk=draft.pk)
    appraisal = ask(draft)
    with pytest.raises(Problems, match="đang thẩm định, hạn"):
        approve(draft)
    appraising.end(appraisal, reason="Đi công tác đột xuất.", actor=son)
    approve(draft)


def test_the_appraiser_is_told_and_finds_it_on_the_desk_with_the_day(draft):
    appraisal = ask(draft)
    thao = make_person("thao")
    (item,) = items_for(thao)
    assert (item.section, item.due_on) == (Section.TO_DECIDE, SOON)
    assert BY_LETTER in item.why
    assert item.url == appraising.page_of(appraisal)
    assert "giao thẩm định" in Notice.objects.get(person=thao).text
    appraisal.due_on = timezone.localdate() - datetime.timedelta(days=1)
    appraisal.save()
    assert [each.section for each in items_for(make_person("thao"))] == [Section.LATE]


def test_the_appraiser_reads_the_draft_from_then_on_and_not_after_it_was_taken_back(draft, son):
    client = signed_in(make_person("thao"))
    assert client.get(draft.get_absolute_url()).status_code == 404
    appraisal = ask(draft)
    assert client.get(draft.get_absolute_url()).status_code == 200
    appraising.end(appraisal, reason="Đổi người.", actor=son)
    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"appraiser": "quan"}, "appraiser", "không giữ vai trò người thẩm định"),
        ({"assignment": " "}, "assignment", "bằng văn bản"),
        ({"due_on": datetime.date(2024, 1, 1)}, "due_on", "đã qua"),
    ],
)
def test_a_wrong_order_is_refused_at_its_field(draft, facts, field, sentence):
    if "appraiser" in facts:
        facts = {"appraiser": make_person(facts["appraiser"])}
    with pytest.raises(Problems, match=sentence) as told:
        ask(draft, **facts)
    assert told.value.problems[0].mend == f"#id_{field}"


def test_nobody_appraises_the_work_of_his_own_team(draft):
    make_member(draft.inspection, "thao")
    with pytest.raises(Problems, match="thuộc đoàn"):
        ask(Document.objects.get(pk=draft.pk))


def test_of_a_case_for_its_team_alone_the_appraiser_gets_the_draft_and_nothing_else(draft):
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    draft = Document.objects.get(pk=draft.pk)
    appraisal = ask(draft)
    client = signed_in(make_person("thao"))
    page = client.get(appraising.page_of(appraisal))
    assert page.status_code == 200
    assert "chỉ người trong cuộc" in page.content.decode()
    for path in set(re.findall(r'(?:href|src)="(/thanh-tra/[^"?#]+)', page.content.decode())):
        assert client.get(path).status_code == 200, path
    assert client.get(draft.case.get_absolute_url()).status_code == 404
    answer(appraisal)
    appraising.end(ask(draft), reason="Đổi người.", actor=make_person("son"))
    assert Notice.objects.filter(person=make_person("thao")).latest("pk").url == ""


def test_of_a_case_for_its_team_alone_the_appraiser_writes_his_report_from_his_desk(draft):
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    draft = Document.objects.get(pk=draft.pk)
    thao, page = (
        make_person("thao"),
        f"{draft.case.get_absolute_url()}van-ban/soan/bao-cao-tham-dinh/",
    )
    client = signed_in(thao)
    appraisal = ask(draft)
    assert client.get(page).status_code == 404
    answer(appraisal)
    (row,) = items_for(thao)
    assert (row.url, row.action) == (page, "Soạn báo cáo")
    assert page in client.get("/").content.decode()

    shown = client.get(page).content.decode()
    assert "chỉ người trong cuộc" in shown
    made = client.post(page, {"planned_on": ""})
    report = Document.objects.get(kind=DocumentKind.APPRAISAL)
    assert made.url == f"{report.get_absolute_url()}sua/"
    for path in (made.url, f"{made.url}?phan=dau", report.get_absolute_url()):
        shown += client.get(path).content.decode()
    for path in set(re.findall(r'<a[^>]* href="(/thanh-tra/[^"#]+)', shown)):
        assert client.get(path.replace("&amp;", "&")).status_code == 200, path
    # The report is his, the case is not.
    assert [item.text for item in items_for(thao)] == [str(report)]
    assert client.get(draft.case.get_absolute_url()).status_code == 404
    for other in ("ket-luan/", "phieu-trinh/"):
        assert client.get(page.replace("bao-cao-tham-dinh/", other)).status_code == 404
    for stranger in ("quan", "duc"):
        assert signed_in(make_person(stranger)).get(page).status_code == 404
    away = client.post(f"{report.get_absolute_url()}huy/", {"reason": "Viết lại."})
    assert away.url == "/"
    assert [item.url for item in items_for(thao)] == [page]


def test_who_said_his_word_is_not_asked_for_a_report_of_what_is_signed(draft):
    answer(ask(draft))
    approve(draft)
    issuing.issue(draft, issued_on=CONCLUDED_ON, actor=make_person("ha"))
    assert items_for(make_person("thao")) == []


def test_a_draft_lies_with_one_appraiser_at_a_time(draft):
    ask(draft)
    with pytest.raises(Overtaken, match="đã giao Bùi Phương Thảo"):
        ask(draft)


@pytest.mark.parametrize("username", sorted(set(PEOPLE) - {"thao"}))
def test_nobody_answers_for_the_appraiser(draft, username):
    with pytest.raises(Refused):
        answer(ask(draft), by=username)


@pytest.mark.parametrize("username", sorted(set(PEOPLE) - {"son", "minh"}))
def test_nobody_but_the_chief_and_the_leader_names_an_appraiser(draft, username):
    with pytest.raises(Refused):
        ask(draft, by=username)
    assert not draft.appraisals.exists()


def test_the_leader_names_the_appraiser_too(draft):
    assert ask(draft, by="minh").assigned_by == make_person("minh")


def test_an_opinion_on_a_text_that_was_replaced_is_refused(draft, minh):
    appraisal = ask(draft)
    seen = issuing.current_version(draft).sha256
    issuing.withdraw(draft, actor=minh)
    editing.change_header(draft, revision=draft.revision, actor=minh, subject="Khác")
    make_submitted(draft)
    with pytest.raises(Overtaken):
        appraising.give(
            appraisal, sha256=seen, verdict="agrees", opinion="Được.", actor=make_person("thao")
        )
    answer(appraisal)
    assert appraisal.version.number == 2


def test_against_the_appraiser_the_chief_says_why(draft):
    answer(ask(draft), AppraisalVerdict.DISAGREES)
    with pytest.raises(Problems, match="hãy ghi ý kiến của bạn") as told:
        approve(draft)
    assert told.value.problems[0].mend == "#id_note"
    approve(draft, note="Đã cân nhắc; chứng cứ ở phát hiện số 2 là đủ.")


def test_who_appraised_does_not_approve(draft):
    from accounts.models import RoleGrant

    answer(ask(draft))
    thao = make_person("thao")
    RoleGrant.objects.create(person=thao, role="chief", held_from=datetime.date(2020, 1, 1))
    with pytest.raises(Refused):
        approve(draft, by="thao")


def test_a_report_is_not_appraised(cast, son):
    document = make_submitted(make_report()).document
    with pytest.raises(Refused):
        ask(document)
    assert problems.appraisal_rule_of(document) is None


def test_naming_answering_and_reading_it_on_the_pages(draft, son):
    chief, thao = signed_in(son), make_person("thao")
    page = f"{draft.get_absolute_url()}tham-dinh/"
    assert "bắt buộc thẩm định" in chief.get(page).content.decode()
    typed = {"appraiser": thao.pk, "assignment": BY_LETTER, "due_on": "01/01/2020"}
    body = chief.post(page, typed).content.decode()
    assert "đã qua" in body
    assert BY_LETTER in body
    assert chief.post(page, typed | {"due_on": f"{SOON:%d/%m/%Y}"}).status_code == 302
    appraisal = draft.appraisals.get()
    client, where = signed_in(thao), appraising.page_of(appraisal)
    sha256 = issuing.current_version(draft).sha256
    assert client.get(where).status_code == 200
    wrong = client.post(where, {"sha256": sha256, "verdict": "mends", "opinion": " "})
    assert (wrong.status_code, "Hãy ghi nội dung" in wrong.content.decode()) == (422, True)
    said = {"sha256": sha256, "verdict": "mends", "opinion": "Đề nghị nêu rõ điều khoản."}
    assert client.post(where, said).url == draft.get_absolute_url()
    shown = chief.get(f"{draft.get_absolute_url()}duyet/").content.decode()
    assert "Nhất trí, đề nghị chỉnh sửa" in shown
    assert "Đề nghị nêu rõ điều khoản." in shown
    assert JournalEntry.objects.filter(verb="give").count() == 1
    appraisal.refresh_from_db()
    assert appraisal.state == AppraisalState.GIVEN


def test_the_task_is_taken_back_on_the_page(draft, son):
    appraisal = ask(draft)
    page, chief = appraising.page_of(appraisal, "end_appraisal"), signed_in(son)
    assert chief.post(page, {"reason": ""}).status_code == 422
    assert chief.post(page, {"reason": "Đi học."}).url == draft.get_absolute_url()
    assert signed_in(make_person("thao")).get(page).status_code == 404
