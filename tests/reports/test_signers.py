"""Who may sign a paper on a day, and who may say yes to it."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import Role, RoleGrant, SigningDelegation
from office.workflow import Problems, Refused
from reports import composing, issuing, problems
from reports.choices import DocumentKind, DocumentState, Verdict
from reports.kinds import template_of
from reports.models import Document
from reports.signers import signers_of
from tests.cast import make_person, signed_in
from tests.make.inspections import make_member
from tests.make.reports import (
    APPROVED_ON,
    REPORTED_ON,
    make_approved,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)

pytestmark = pytest.mark.django_db
KL_ON = datetime.date(2024, 3, 5)
Authority = SigningDelegation.Authority


def delegate(to="huong", authority=Authority.DEPUTY, **facts):
    defaults = {
        "on_behalf_of": "Chánh Thanh tra",
        "signer_post": "Phó Chánh Thanh tra",
        "valid_from": datetime.date(2024, 1, 1),
    }
    return SigningDelegation.objects.create(
        signer=make_person(to), authority=authority, **(defaults | facts)
    )


def make_conclusion() -> Document:
    report = make_issued()
    make_person("son")
    return composing.compose(
        report.inspection, DocumentKind.CONCLUSION, actor=make_person("lan"), planned_on=KL_ON
    )


def sign_by(document: Document, username: str, *lines: str) -> None:
    document.signer = make_person(username)
    document.signer_name, document.signer_authority = document.signer.full_name, "\n".join(lines)
    document.save()


def keys(document: Document, day: datetime.date) -> list[str]:
    return [one.key for one in signers_of(document.inspection, template_of(document), day)]


def test_a_delegation_counts_from_its_first_to_its_last_day(son):
    document = make_conclusion()
    given = delegate(valid_from=KL_ON, valid_until=KL_ON)
    before, after = KL_ON - datetime.timedelta(days=1), KL_ON + datetime.timedelta(days=1)
    assert keys(document, KL_ON) == [f"head-{son.pk}", f"delegation-{given.pk}"]
    assert keys(document, before) == keys(document, after) == [f"head-{son.pk}"]


def test_a_delegation_of_another_head_or_of_who_is_no_deputy_any_more_does_not_count(son, huong):
    document = make_conclusion()
    delegate(on_behalf_of="Chủ tịch")
    delegate()
    RoleGrant.objects.filter(person=huong).update(held_until=KL_ON - datetime.timedelta(days=1))
    assert keys(document, KL_ON) == [f"head-{son.pk}"]


def test_the_acting_head_signs_with_one_line_and_decides(quan):
    document = make_conclusion()
    given = delegate("quan", Authority.ACTING, signer_post="")
    assert f"delegation-{given.pk}" in keys(document, KL_ON)
    sign_by(document, "quan", "Q. CHÁNH THANH TRA")
    version = make_submitted(document)
    issuing.approve(document, sha256=version.sha256, actor=quan, approved_on=KL_ON)
    assert document.state == DocumentState.APPROVED


def test_a_signer_whose_lines_are_no_longer_his_is_refused_on_submitting(minh):
    document = make_conclusion()
    sign_by(document, "huong", "KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA")
    with pytest.raises(Problems, match="không có thẩm quyền ký văn bản này ngày 05/03/2024"):
        issuing.submit(document, actor=minh, acknowledged=True)
    delegate(valid_until=KL_ON)
    issuing.submit(document, actor=minh, acknowledged=True)


def test_a_signer_who_may_not_sign_on_the_day_of_approval_is_refused(son):
    document = make_conclusion()
    given = delegate(valid_until=KL_ON)
    sign_by(document, "huong", "KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA")
    version = make_submitted(document)
    late = KL_ON + datetime.timedelta(days=1)
    with pytest.raises(Problems, match="không có thẩm quyền ký văn bản này ngày 06/03/2024"):
        issuing.approve(document, sha256=version.sha256, actor=son, approved_on=late)
    given.revoked_on = KL_ON
    given.save()
    with pytest.raises(Problems, match="ngày 05/03/2024"):
        issuing.approve(document, sha256=version.sha256, actor=son, approved_on=KL_ON)
    assert Document.objects.get(pk=document.pk).state == DocumentState.SUBMITTED


def test_a_signer_who_may_not_sign_on_the_day_of_issue_is_refused(son, ha):
    document = make_conclusion()
    delegate(valid_until=KL_ON)
    sign_by(document, "huong", "KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA")
    version = make_submitted(document)
    issuing.approve(document, sha256=version.sha256, actor=son, approved_on=KL_ON)
    with pytest.raises(Problems, match="ngày 06/03/2024"):
        issuing.issue(document, issued_on=KL_ON + datetime.timedelta(days=1), actor=ha)
    issuing.issue(document, issued_on=KL_ON, actor=ha)
    assert document.label == "01/KL-TTr"


def test_who_decides_in_the_chiefs_place_signs_himself(huong):
    document = make_conclusion()
    delegate()
    version = make_submitted(document)
    with pytest.raises(Problems, match="chính bạn ký"):
        issuing.approve(document, sha256=version.sha256, actor=huong, approved_on=KL_ON)
    page = signed_in(huong).get(f"{document.get_absolute_url()}duyet/").content.decode()
    assert "chính bạn ký" in page


def test_the_signature_of_the_leader_is_no_business_of_a_delegation(huong):
    delegate()
    version = make_submitted(make_report())
    issuing.approve(version.document, sha256=version.sha256, actor=huong, approved_on=APPROVED_ON)
    assert version.document.approved_by == huong


# --- No self-approval -----------------------------------------------------------------------------


def test_nobody_approves_the_paper_of_his_own_team(son):
    inspection = make_full_case()
    make_member(inspection, "son")
    version = make_submitted(make_report(inspection))
    with pytest.raises(Refused):
        issuing.approve(version.document, sha256=version.sha256, actor=son)


def test_a_chief_who_once_handed_it_in_or_wrote_in_it_does_not_approve_it(son, minh):
    inspection = make_full_case()
    type(inspection).objects.filter(pk=inspection.pk).update(opened_by=son)
    document = make_report(inspection)
    row = document.blocks.filter(kind="text").order_by("pk").first()
    row.changed_by = son
    row.save()
    version = make_submitted(document)
    with pytest.raises(Refused):
        issuing.approve(document, sha256=version.sha256, actor=son)
    row.changed_by = minh
    row.save()
    issuing.approve(document, sha256=version.sha256, actor=son, approved_on=APPROVED_ON)


def test_an_expired_role_approves_nothing(son):
    version = make_submitted(make_report())
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    RoleGrant.objects.filter(person=son, role=Role.CHIEF).update(held_until=yesterday)
    with pytest.raises(Refused):
        issuing.approve(version.document, sha256=version.sha256, actor=make_person("son"))


# --- Taking a yes back ----------------------------------------------------------------------------


def test_a_yes_is_taken_back_with_a_reason_before_the_number(son, ha):
    document = make_approved(make_report())
    with pytest.raises(Problems, match="lý do"):
        issuing.recall(document, reason=" ", actor=son)
    with pytest.raises(Refused):
        issuing.recall(document, reason="Sai.", actor=ha)
    issuing.recall(document, reason="Sai số liệu ở mục II.", actor=son)
    fresh = Document.objects.get(pk=document.pk)
    assert (fresh.state, fresh.approved_by) == (DocumentState.RETURNED, None)
    assert fresh.review_steps.order_by("-pk").first().verdict == Verdict.RECALLED
    page = signed_in(make_person("minh")).get(document.get_absolute_url()).content.decode()
    assert "Sai số liệu ở mục II." in page
    with pytest.raises(Problems):
        issuing.issue(fresh, issued_on=REPORTED_ON, actor=ha)


def test_the_chief_takes_it_back_on_the_page(son):
    document = make_approved(make_report())
    page = f"{document.get_absolute_url()}rut-duyet/"
    client = signed_in(son)
    assert "Rút duyệt" in client.get(document.get_absolute_url()).content.decode()
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Thiếu phụ lục."}).url == document.get_absolute_url()


def test_the_editor_offers_submitting_to_who_may_submit(lan, minh):
    document = make_report()
    page = f"{document.get_absolute_url()}sua/"
    assert ">Trình duyệt</a>" not in signed_in(lan).get(page).content.decode()
    assert ">Trình duyệt</a>" in signed_in(minh).get(page).content.decode()


def test_before_approving_says_nothing_of_a_paper_in_order(son):
    document = make_submitted(make_report()).document
    assert problems.before_approving(document, son, APPROVED_ON) == []
