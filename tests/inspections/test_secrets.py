"""Traces of state secrets: where the paper lies, and not a word of it."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from findings.models import Evidence
from inspections import secrets
from inspections.models import Inspection, SecretStub
from office.journal import history_of
from office.workflow import Overtaken, Problems, Refused
from reports import editing, issuing, markup
from reports.content import blocks_to_json
from reports.models import Block
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_inspection, make_running_inspection
from tests.make.reports import make_report

pytestmark = pytest.mark.django_db
PAGE = "/thanh-tra/2024-001/tai-lieu-mat/"
TYPED = {
    "level": "highly_secret",
    "number": "05/BC-UBND",
    "dated_on": "05/01/2024",
    "issuer": "UBND thành phố",
    "kept_where": "Tủ số 2, phòng văn thư",
}


def record(inspection, by="minh", **facts):
    facts = {
        "level": "secret",
        "number": "05/BC-UBND",
        "dated_on": datetime.date(2024, 1, 5),
        "issuer": "UBND thành phố",
        "kept_where": "Tủ số 2",
    } | facts
    return secrets.record_stub(inspection, actor=make_person(by), **facts)


def test_a_trace_says_where_the_paper_lies_and_nothing_of_what_it_says(minh):
    make_inspection()
    assert signed_in(minh).post(PAGE, TYPED).url == PAGE
    stub = SecretStub.objects.get()
    assert str(stub) == "TỐI MẬT số 05/BC-UBND ngày 05/01/2024"
    body = signed_in(minh).get(PAGE).content.decode()
    assert "Tủ số 2, phòng văn thư" in body
    assert history_of("2024-001").first().verb == "record_stub"
    names = {field.name for field in SecretStub._meta.get_fields()}
    assert not names & {"subject", "content", "text", "file", "title"}


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept(minh):
    make_inspection()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    answer = signed_in(minh).post(PAGE, TYPED | {"dated_on": f"{tomorrow:%d/%m/%Y}"})
    body = answer.content.decode()
    assert (answer.status_code, "chưa tới" in body) == (422, True)
    assert "Tủ số 2, phòng văn thư" in body


@pytest.mark.parametrize("username", ["quan", "thao", "duc", "binh", "an"])
def test_outsiders_write_no_trace(username):
    with pytest.raises(Refused):
        record(make_inspection(), by=username)


def test_who_may_know_that_there_is_a_secret_paper():
    record(make_inspection())
    readers = {
        username
        for username in PEOPLE
        if "Tủ số 2"
        in signed_in(make_person(username)).get("/thanh-tra/tai-lieu-mat/").content.decode()
    }
    assert readers == {"lan", "minh", "son", "huong", "ha"}


def test_a_mistake_is_struck_out_with_a_reason_and_stays(minh, lan):
    stub = record(make_inspection())
    with pytest.raises(Refused):
        secrets.strike_stub(stub, reason="Nhầm.", actor=lan)
    page = f"/thanh-tra/tai-lieu-mat/{stub.pk}/gach-bo/"
    assert signed_in(minh).post(page, {"reason": ""}).status_code == 422
    assert signed_in(minh).post(page, {"reason": "Ghi nhầm số."}).url == PAGE
    assert "gạch bỏ: Ghi nhầm số." in signed_in(minh).get(PAGE).content.decode()
    with pytest.raises(Overtaken):
        secrets.strike_stub(stub, reason="Lần nữa.", actor=minh)


@pytest.mark.parametrize(
    "typed",
    [{"secrecy": "state_secret"}, {"subject": "việc quản lý hồ sơ (MẬT)"}],
)
def test_a_secret_case_is_not_opened_here(minh, typed):
    issuer = make_inspection().issuer
    facts = {
        "kind": "inspection", "subject": "việc quản lý hồ sơ", "issuer": issuer.pk,
        "level": "", "secrecy": "normal",
    }  # fmt: skip
    answer = signed_in(minh).post("/thanh-tra/moi/", facts | typed)
    body = answer.content.decode()
    assert answer.status_code in {200, 422}
    assert "hãy lập hồ sơ giấy" in body
    assert "việc quản lý hồ sơ" in body
    assert Inspection.objects.count() == 1


def test_secret_proof_is_refused_with_the_way_to_its_trace(lan):
    finding = make_finding(make_running_inspection())
    upload = ContentFile("TỐI MẬT\nDanh sách".encode(), "danh-sach.txt")
    answer = signed_in(lan).post(f"{finding.get_absolute_url()}chung-cu/", {"uploads": upload})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "mang dấu độ mật “TỐI MẬT”" in body
    assert not Evidence.objects.exists()


def test_a_paper_with_a_stamp_is_not_submitted(minh):
    document = make_report()
    row = Block.objects.filter(document=document, kind="text").order_by("pk").first()
    blocks = blocks_to_json(markup.parse("TUYỆT MẬT"))
    editing.change(row, revision=row.revision, actor=minh, blocks=blocks)
    with pytest.raises(Problems, match="mang dấu độ mật “TUYỆT MẬT”") as told:
        issuing.submit(document, actor=minh, acknowledged=True)
    mends = {problem.mend for problem in told.value.problems}
    assert PAGE in mends
