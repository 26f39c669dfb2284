"""The papers of amending decisions: composed from the draft, in force with their number."""

import datetime

import pytest

from inspections import amending
from inspections.amending import Change
from inspections.choices import CaseKind, CaseState, DecisionKind, MemberAct, TeamRole
from inspections.folding import in_force
from inspections.models import Decision, DecisionBasis, Inspection
from office.workflow import Problems
from reports import composing, issuing, problems
from reports.choices import AMENDING, DocumentKind, DocumentState
from reports.content import Numbered, block_lines, plain, walk
from reports.desk import items_for
from reports.drafts import tree
from reports.kinds import kind_of
from reports.models import Document
from reports.rendering import fonts, pdf
from tests.cast import make_person, signed_in
from tests.make.inspections import make_amendment, make_running_inspection, make_unit
from tests.make.office import make_register
from tests.papers.reading import missing_words, read

pytestmark = pytest.mark.django_db
ON = datetime.date(2024, 2, 20)


@pytest.fixture
def case(son) -> Inspection:
    """Its first decision has number 01 of the book of decisions."""
    inspection = make_running_inspection()
    key = kind_of(inspection, DocumentKind.DECISION).series_of(inspection)
    make_register(key, last_number=1)
    return inspection


def draft(case: Inspection, kind: str) -> Decision:
    """A draft of each kind as its people would write it."""
    minh, quan = make_person("minh"), make_person("quan")
    if kind == DecisionKind.RESUME:
        first = datetime.date(2024, 2, 1)
        make_amendment(case, DecisionKind.SUSPEND, signed_on=first, number="90", reason="Bão.")
    facts = {
        DecisionKind.EXTEND: lambda: amending.extend(
            case, days=15, reason="Khối lượng hồ sơ lớn.", actor=minh
        ),
        DecisionKind.SUSPEND: lambda: amending.suspend(
            case,
            first_day=ON + datetime.timedelta(days=1),
            last_day=ON + datetime.timedelta(days=5),
            reason="Bão số 3.",
            actor=minh,
        ),
        DecisionKind.RESUME: lambda: amending.resume(case, first_day=ON, actor=minh),
        DecisionKind.STOP: lambda: amending.stop(case, reason="Đơn vị giải thể.", actor=minh),
        DecisionKind.CHANGE_MEMBERS: lambda: amending.change_members(
            case,
            changes=[
                Change(minh, MemberAct.ROLE, TeamRole.DEPUTY),
                Change(quan, MemberAct.IN, TeamRole.LEADER),
            ],
            reason="Phân công lại.",
            actor=minh,
        ),
        DecisionKind.ADD_UNITS: lambda: amending.add_units(
            case, units=[make_unit("Trạm Y tế phường Nam")], reason="Có liên quan.", actor=minh
        ),
    }
    return facts[DecisionKind(kind)]()


def compose(case: Inspection, kind: str) -> Document:
    draft(case, kind)
    return composing.compose(case, kind, actor=make_person("minh"), planned_on=ON)


def approve(document: Document) -> None:
    version = issuing.submit(document, actor=make_person("minh"), acknowledged=True)
    issuing.approve(document, sha256=version.sha256, actor=make_person("son"), approved_on=ON)


def issue(document: Document) -> Document:
    approve(document)
    issuing.issue(document, issued_on=ON, actor=make_person("ha"))
    return document


def articles(paper) -> list[str]:
    return [plain(block.text) for block in walk(paper.body) if isinstance(block, Numbered)]


SAID = {
    DocumentKind.EXTEND: ("thêm 15 ngày. Lý do: Khối lượng hồ sơ lớn.", "là 45 ngày"),
    DocumentKind.SUSPEND: ("từ ngày 21/02/2024 đến hết ngày 25/02/2024", "không tính vào"),
    DocumentKind.RESUME: ("từ ngày 20/02/2024.", "từ ngày 01/02/2024 đến ngày 19/02/2024"),
    DocumentKind.STOP: ("Đình chỉ cuộc thanh tra việc", "bàn giao"),
    DocumentKind.CHANGE_MEMBERS: ("thành viên Đoàn thanh tra", "gồm các ông, bà có tên sau:"),
    DocumentKind.ADD_UNITS: ("Trạm Y tế phường Nam", "theo Quyết định số 01/QĐ-TTr"),
}


@pytest.mark.parametrize("kind", AMENDING)
def test_each_kind_goes_from_its_draft_to_its_number(case, kind):
    document = compose(case, kind)
    paper = tree(document)
    first, second = SAID[kind]
    said = " ".join(block_lines(paper.body))
    assert first in said
    assert second in said
    assert len(list(paper.body)) == 3
    assert paper.symbol == "QĐ-TTr"
    assert any("Quyết định số 01/QĐ-TTr ngày 24/01/2024" in plain(b.text) for b in paper.preamble)
    issue(document)
    decision = Decision.objects.get(pk=document.decision_id)
    assert (decision.label, decision.signed_on) == ("02/QĐ-TTr", ON)
    assert decision.signed_by_post == "Chánh Thanh tra quận Hải Tân"
    assert decision in in_force(Inspection.objects.get()).chain


def test_the_words_of_a_check_never_mix(case):
    Inspection.objects.update(kind=CaseKind.CHECK)
    case.refresh_from_db()
    for kind in AMENDING:
        if kind == DocumentKind.RESUME:
            continue
        paper = tree(compose(case, kind))
        said = " ".join([*paper.subject, *block_lines(paper.body)]).lower()
        assert "đoàn kiểm tra" in said
        assert "thanh tra" not in said.replace("thanh tra viên", "")


def test_a_change_of_leader_is_printed_with_the_team_that_follows(case):
    paper = tree(compose(case, DocumentKind.CHANGE_MEMBERS))
    lines = articles(paper)
    assert "Ông (bà) Trần Văn Minh từ Trưởng đoàn thành Phó Trưởng đoàn;" in lines
    assert "Lê Anh Quân, Thanh tra viên - Trưởng đoàn;" in lines
    assert "Nguyễn Thị Lan, Thanh tra viên - Thành viên." in lines


def test_with_the_number_the_case_changes(case, quan):
    issue(compose(case, DocumentKind.CHANGE_MEMBERS))
    assert {row.person.username: row.role for row in case.members.all()} == {
        "quan": "leader",
        "minh": "deputy",
        "lan": "member",
    }


def test_a_stop_ends_the_case_when_it_is_numbered(case):
    document = compose(case, DocumentKind.STOP)
    approve(document)
    assert Inspection.objects.get().state == CaseState.ON_SITE
    issuing.issue(document, issued_on=ON, actor=make_person("ha"))
    assert Inspection.objects.get().state == CaseState.STOPPED


def test_a_second_extension_gets_a_paper_of_its_own(case, minh):
    issue(compose(case, DocumentKind.EXTEND))
    amending.extend(Inspection.objects.get(), days=5, reason="Vẫn phức tạp.", actor=minh)
    second = composing.compose(case, DocumentKind.EXTEND, actor=minh, planned_on=ON)
    issue(second)
    assert [each.days for each in in_force(Inspection.objects.get()).extensions] == [15, 5]


def test_a_paper_on_its_way_holds_its_draft_until_it_comes_back(case, minh):
    document = compose(case, DocumentKind.EXTEND)
    decision = Decision.objects.get(pk=document.decision_id)
    version = issuing.submit(document, actor=minh, acknowledged=True)
    decision.refresh_from_db()
    assert decision.is_held
    son = make_person("son")
    issuing.send_back(document, sha256=version.sha256, reason="Ghi rõ lý do.", actor=son)
    decision.refresh_from_db()
    assert not decision.is_held


def test_what_speaks_against_it_is_told_before_it_is_handed_in(case, minh):
    document = compose(case, DocumentKind.SUSPEND)
    Decision.objects.filter(pk=document.decision_id).update(last_day=None, reason="")
    document.refresh_from_db()
    found = problems.before_submitting(document).errors
    assert [problem.text for problem in found] == ["Hãy ghi lý do."]
    assert found[0].mend.endswith("/quyet-dinh/lap/tam-dung/#id_reason")


def test_a_draft_given_up_is_not_handed_in(case, minh):
    document = compose(case, DocumentKind.EXTEND)
    amending.give_up(document.decision, reason="Không cần nữa.", actor=minh)
    document = Document.objects.get()
    with pytest.raises(Problems, match="Dự thảo quyết định này đã bỏ"):
        issuing.submit(document, actor=minh, acknowledged=True)


def test_a_number_is_not_taken_for_a_day_that_the_chain_refuses(case, minh):
    document = compose(case, DocumentKind.SUSPEND)
    approve(document)
    later = ON + datetime.timedelta(days=3)
    with pytest.raises(Problems, match="không thể có hiệu lực từ 21/02/2024"):
        issuing.issue(document, issued_on=later, actor=make_person("ha"))
    assert Document.objects.get().state == DocumentState.APPROVED
    assert not Document.objects.get().number


def test_a_paper_needs_a_draft_first(case, minh):
    with pytest.raises(Problems, match="Chưa soạn nội dung gia hạn"):
        composing.compose(case, DocumentKind.EXTEND, actor=minh)
    page = signed_in(minh).get("/thanh-tra/2024-001/van-ban/").content.decode()
    assert "Quyết định gia hạn" not in page


def test_the_decision_leads_to_its_paper(case, minh):
    decision = draft(case, DecisionKind.EXTEND)
    client = signed_in(minh)
    url = f"/thanh-tra/2024-001/van-ban/quyet-dinh/{decision.pk}/"
    assert client.get(url).url == "/thanh-tra/2024-001/van-ban/soan/gia-han/"
    document = composing.compose(case, DocumentKind.EXTEND, actor=minh)
    assert client.get(url).url == document.get_absolute_url()


def test_the_leader_finds_the_draft_on_his_desk_until_its_paper_is_begun(case, minh, lan):
    decision = draft(case, DecisionKind.EXTEND)
    (item,) = [item for item in items_for(minh) if "gia hạn" in item.text]
    assert item.text == "Quyết định gia hạn: thêm 15 ngày. Soạn văn bản để trình."
    assert item.url == decision.get_absolute_url()
    assert items_for(lan) == []
    composing.compose(case, DocumentKind.EXTEND, actor=minh)
    assert not [item for item in items_for(minh) if item.url == decision.get_absolute_url()]


def test_the_articles_of_a_decision_are_numbered_as_printed_where_they_are_edited(case, minh):
    document = compose(case, DocumentKind.EXTEND)
    page = signed_in(minh).get(f"{document.get_absolute_url()}sua/").content.decode()
    assert "Điều 1." in page
    assert "Điều 2." in page
    assert "Điều 1 đến Điều 3</a>" in page
    # The run of text that a person writes is called by its article.
    assert ">Điều 3</label>" in " ".join(page.split()).replace("> ", ">").replace(" <", "<")


@pytest.mark.parametrize("kind", [DocumentKind.EXTEND, DocumentKind.CHANGE_MEMBERS])
def test_the_printed_paper_says_it_all(case, kind):
    document = issue(compose(case, kind))
    paper = tree(document)
    printed = read(pdf.write(paper, fonts=fonts._tinos()))
    text = "\n".join(page.text for page in printed)
    assert not missing_words(paper, printed)
    assert "Điều 1." in text
    assert "Điều 3." in text
    assert f"Số: {document.number}/QĐ-TTr" in text
    assert "Như Điều 3 (để thực hiện)" in text
    assert DecisionBasis.objects.count() == 0
