"""A key that is guessed opens nothing: what belongs to another case or person is not there."""

import re

import pytest
from django.core.files.base import ContentFile

from findings import evidence
from inspections.choices import DecisionKind, Secrecy
from inspections.models import Inspection, SubTeam
from office.models import Job, Notice
from reports import composing, issuing
from reports.choices import DocumentKind
from reports.models import Block
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.everything import PDF
from tests.make.findings import make_finding
from tests.make.inspections import make_amendment, make_inspection, make_running_inspection
from tests.make.reports import make_approved, make_full_case, make_report

pytestmark = pytest.mark.django_db
MINE, THEIRS = "/thanh-tra/2024-001/", "/thanh-tra/2024-002/"


@pytest.fixture
def two_cases(db):
    """Minh leads both, so that only the address can be wrong."""
    return make_full_case("2024-001"), make_full_case("2024-002")


def statuses(username: str, *paths: str) -> set[int]:
    client = signed_in(make_person(username))
    return {client.get(path).status_code for path in paths} | {
        client.post(path).status_code for path in paths
    }


def test_proof_is_found_only_under_its_own_finding(two_cases):
    _, theirs = two_cases
    finding = make_finding(theirs)
    (proof,) = evidence.attach(finding, [ContentFile(PDF, "a.pdf")], actor=make_person("lan"))
    own = f"{THEIRS}phat-hien/{finding.number}/chung-cu/{proof.pk}/tep/"
    assert signed_in(make_person("lan")).get(own).getvalue() == PDF
    for guessed in (
        f"{MINE}phat-hien/1/chung-cu/{proof.pk}/tep/",
        f"{THEIRS}phat-hien/1/chung-cu/{proof.pk}/tep/",
        f"{MINE}phat-hien/1/chung-cu/{proof.pk}/rut/",
    ):
        assert statuses("minh", guessed) <= {404, 405}, guessed


def test_parts_of_a_paper_are_found_only_under_it(two_cases):
    first, second = (make_report(case) for case in two_cases)
    row = Block.objects.filter(document=second, kind="text").order_by("pk").first()
    paper = f"{MINE}van-ban/{first.pk}/"
    for act in ("sua", "chuyen", "xoa", "lay-lai", "giu"):
        assert statuses("minh", f"{paper}khoi/{row.pk}/{act}/") <= {404, 405}
    for page in ("", "sua/", "xem/", "trinh/", "huy/", "phan-dau/", "tep/"):
        assert statuses("minh", f"{MINE}van-ban/{second.pk}/{page}") <= {404, 405}


def test_the_draft_of_another_paper_is_not_found_by_its_job(two_cases):
    first, second = (make_report(case) for case in two_cases)
    job = issuing.ask_for_preview(second, actor=make_person("lan"))
    for page in ("", "tep/"):
        guessed = f"{MINE}van-ban/{first.pk}/xem-pdf/{job.pk}/{page}"
        assert statuses("minh", guessed) <= {404, 405}


def test_rows_of_the_team_are_found_only_under_their_case():
    mine, theirs = make_inspection("2024-001"), make_inspection("2024-002")
    member = theirs.members.order_by("pk").first()
    audited = theirs.audited_units.get()
    tour = SubTeam.objects.create(inspection=theirs, name="Tổ 1")
    guessed = [
        *(f"{MINE}doan/{member.pk}/{act}/" for act in ("sua", "dua-ra")),
        *(f"{MINE}doi-tuong/{audited.pk}/{act}/" for act in ("lich", "loai", "dua-lai", "bo")),
        f"{MINE}doan/to/{tour.pk}/bo/",
    ]
    assert statuses("minh", *guessed) <= {404, 405}
    assert theirs.members.count() == mine.members.count()


def test_a_milestone_is_found_only_under_its_case():
    make_running_inspection("2024-001")
    milestone = make_running_inspection("2024-002").milestones.get()
    assert statuses("minh", f"{MINE}moc/{milestone.pk}/sua/") == {404}


def test_an_amending_decision_is_found_only_under_its_case():
    make_running_inspection("2024-001")
    theirs = make_running_inspection("2024-002")
    draft = make_amendment(theirs, DecisionKind.EXTEND, limit_days=10)
    guessed = [f"{MINE}quyet-dinh/{draft.pk}/{act}" for act in ("", "ghi-nhan/", "bo/")]
    assert statuses("minh", *guessed, f"{MINE}van-ban/quyet-dinh/{draft.pk}/") <= {404, 405}
    first = theirs.first_decision
    assert statuses("minh", f"{THEIRS}quyet-dinh/{first.pk}/") <= {404, 405}


def test_topics_and_cited_documents_are_found_only_under_their_case(two_cases):
    topic = two_cases[1].topics.order_by("pk").first()
    acts = ("sua", "len", "xuong", "lui-vao", "lui-ra", "xoa")
    assert statuses("minh", *(f"{MINE}de-cuong/{topic.pk}/{act}/" for act in acts)) <= {404, 405}


def test_a_finding_does_not_take_topic_or_unit_of_another_case(two_cases, minh):
    _, theirs = two_cases
    typed = {
        "act": "save",
        "topic": theirs.topics.order_by("pk").first().pk,
        "units": theirs.audited_units.get().pk,
        "kind": "shortcoming",
        "text": "Chưa mở sổ.",
    }
    answer = signed_in(minh).post(f"{MINE}phat-hien/ghi/", typed)
    assert answer.status_code == 422
    assert "hãy chọn lại" in answer.content.decode()
    assert "Chưa mở sổ." in answer.content.decode()


def test_a_recommendation_does_not_take_a_finding_of_another_case(two_cases, minh):
    theirs = two_cases[1].findings.order_by("pk").first()
    typed = {"act": "save", "kind": "correct", "text": "Mở sổ.", "findings": theirs.pk}
    answer = signed_in(minh).post(f"{MINE}kien-nghi/soan/", typed)
    assert answer.status_code == 422
    assert "không thuộc cuộc này" in answer.content.decode()


def test_jobs_and_notices_of_others_are_not_there(lan, quan):
    job = Job.objects.create(kind="x", key="x", title="Tạo PDF", asked_by=lan)
    notice = Notice.objects.create(person=lan, text="Chờ bạn duyệt.", url="/")
    for path in (
        f"/van-phong/viec/{job.pk}/",
        f"/van-phong/viec/{job.pk}/thu-lai/",
        f"/van-phong/thong-bao/{notice.pk}/",
    ):
        assert statuses("quan", path) <= {404, 405}
    assert "Chờ bạn duyệt." not in signed_in(quan).get("/van-phong/thong-bao/").content.decode()


def test_a_draft_is_read_by_the_team_and_who_decides_alone():
    paper = f"{MINE}van-ban/{make_report(make_full_case('2024-001')).pk}/"
    may_read = {
        username
        for username in PEOPLE
        if signed_in(make_person(username)).get(f"{paper}xem/").status_code == 200
    }
    assert may_read == {"lan", "minh", "son", "huong"}


def test_a_case_for_its_team_alone_is_shown_nowhere_to_others():
    make_full_case("2024-001")
    Inspection.objects.update(secrecy=Secrecy.INTERNAL, subject="việc chỉ đoàn được biết")
    for username in ("quan", "ha", "thao", "duc", "binh", "an"):
        client = signed_in(make_person(username))
        for path in ("/", "/thanh-tra/", "/thanh-tra/?q=doan+duoc+biet", "/van-phong/thong-bao/"):
            assert "việc chỉ đoàn được biết" not in client.get(path).content.decode()
        for page in ("", "dien-bien/", "quyet-dinh/", "doan/", "phat-hien/", "van-ban/"):
            assert client.get(MINE + page).status_code == 404, (username, page)


def test_the_clerk_numbers_a_paper_of_a_case_for_its_team_and_sees_nothing_else_of_it(ha):
    paper = make_approved(make_report(make_full_case("2024-001")))
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    client = signed_in(ha)
    asked = f"{paper.get_absolute_url()}ban-hanh/"
    assert asked in client.get("/").content.decode()
    shown = client.get(asked).content.decode()
    for path in set(re.findall(r'(?:href|src)="(/thanh-tra/[^"?#]+)', shown)):
        assert client.get(path).status_code == 200, path
    assert client.get(MINE).status_code == 404
    client.post(asked, {"issued_on": "15/02/2024"})
    paper.refresh_from_db()
    assert paper.number == "01"
    draft = composing.compose(paper.inspection, DocumentKind.CONCLUSION, actor=make_person("minh"))
    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        " //evil.example",
    ],
)
def test_nobody_is_led_to_another_site(minh, elsewhere):
    make_full_case("2024-001")
    client = signed_in(minh)
    led = client.post(f"{MINE}phat-hien/1/len/", {"next": elsewhere}).url
    assert led.startswith("/thanh-tra/")
    assert signed_in(minh).get("/tai-khoan/dang-nhap/", {"next": elsewhere}).url == "/"
    notice = Notice.objects.create(person=minh, text="Xem.", url=elsewhere)
    assert client.post(f"/van-phong/thong-bao/{notice.pk}/").url == "/van-phong/thong-bao/"


def test_the_admin_is_closed_to_everybody_but_its_people():
    for username in set(PEOPLE) - {"an"}:
        client = signed_in(make_person(username))
        for path in ("/quan-tri/", "/quan-tri/accounts/user/", "/quan-tri/inspections/unit/"):
            assert client.get(path, follow=True).status_code == 403, (username, path)
