"""Requests to units: sent with a due date, extended, answered by the contact, weighed by the team."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import RoleGrant
from findings import requests as rules
from findings.choices import RequestKind, RequestState
from findings.desk import items_for
from findings.models import Explanation, UnitRequest
from findings.requests import AnswerFacts
from inspections.models import Inspection, UnitContact
from office.desk import Section
from office.models import Notice
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person, signed_in
from tests.findings.test_evidence import PDF
from tests.make.findings import answer_request, make_finding, make_request
from tests.make.inspections import make_running_inspection, make_unit

CASE, UNIT = "/thanh-tra/2024-001/yeu-cau/", "/don-vi/yeu-cau/"
NOW = datetime.datetime(2024, 1, 30, 2, tzinfo=datetime.UTC)
TODAY = datetime.date(2024, 1, 30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(db) -> Inspection:
    return make_running_inspection()


def page(answer):
    return answer.content.decode()


def days(count):
    return TODAY + datetime.timedelta(days=count)


# --- Sent and answered ----------------------------------------------------------------------------
def test_a_draft_is_unknown_to_the_unit_and_what_is_sent_waits_on_its_desk(case, binh):
    asked = make_request(case, sent=False)
    assert signed_in(binh).get(f"{UNIT}{asked.pk}/").status_code == 404
    rules.send(asked, actor=make_person("minh"))
    (item,) = items_for(binh)
    assert (item.section, item.due_on) == (Section.IN_HAND, days(10))
    assert item.url == f"{UNIT}{asked.pk}/"
    assert "Bạn là đầu mối của Phòng Lao động quận Hải Tân." in item.why
    assert Notice.objects.filter(person=binh, url=item.url).count() == 1
    assert "Giải trình việc chưa mở sổ" in page(signed_in(binh).get(item.url))


def test_the_unit_answers_in_the_browser_with_files(case, binh, minh):
    asked = make_request(case)
    typed = {"text": "Phòng đã mở sổ.", "dated_on": "30/01/2024", "paper": "12/BC-PLĐ"}
    upload = SimpleUploadedFile("so.pdf", PDF)
    answer = signed_in(binh).post(f"{UNIT}{asked.pk}/tra-loi/", typed | {"uploads": upload})
    assert answer.url == f"{UNIT}{asked.pk}/"
    explanation = Explanation.objects.get()
    attached = explanation.files.get()
    assert signed_in(binh).get(f"{UNIT}{asked.pk}/tep/{attached.pk}/").getvalue() == PDF
    assert signed_in(minh).get(f"{CASE}1/tep/{attached.pk}/").getvalue() == PDF
    asked.refresh_from_db()
    assert (asked.state, asked.answered_on) == (RequestState.ANSWERED, TODAY)
    assert [item.section for item in items_for(minh) if "đã trả lời" in item.text] == [
        Section.TO_DECIDE
    ]


def test_a_late_answer_is_told_as_late(case, minh, binh):
    asked = make_request(case, due_on=days(2))
    with time_machine.travel(NOW + datetime.timedelta(days=5), tick=False):
        assert items_for(binh)[0].section == Section.LATE
        assert [item.section for item in items_for(minh) if "chưa trả lời" in item.text] == [
            Section.LATE
        ]
        answer_request(asked)
    asked.refresh_from_db()
    assert asked.days_late(days(30)) == 3
    assert "quá hạn 3 ngày" in page(signed_in(minh).get(CASE))


def test_what_came_on_paper_is_typed_in_by_the_team_with_its_own_day(case, lan, minh):
    asked = make_request(case)
    with time_machine.travel(NOW + datetime.timedelta(days=4), tick=False):
        facts = AnswerFacts("Đơn vị trả lời bằng giấy.", days(3), "Công văn số 8/PLĐ")
        explanation = rules.answer(asked, facts, actor=lan)
    asked.refresh_from_db()
    assert explanation.on_behalf
    assert asked.answered_on == days(3)
    assert Notice.objects.filter(person=minh, text__contains="đã trả lời").exists()


def test_a_due_date_lies_after_the_day_of_sending(case, minh):
    asked = make_request(case, sent=False, due_on=TODAY)
    answer = signed_in(minh).post(f"{CASE}1/gui/")
    assert answer.status_code == 422
    assert "phải sau ngày gửi" in page(answer)
    asked.refresh_from_db()
    assert (asked.state, asked.sent_on) == (RequestState.DRAFT, None)


# --- More time ------------------------------------------------------------------------------------
def test_more_time_is_asked_granted_and_told(case, binh, minh):
    asked = make_request(case)
    typed = {"until": "15/02/2024", "reason": "Cần đối chiếu sổ."}
    signed_in(binh).post(f"{UNIT}{asked.pk}/xin-lui-han/", typed)
    extension = asked.extensions.get()
    assert [item.action for item in items_for(minh) if "xin lùi hạn" in item.text] == ["Trả lời"]
    signed_in(minh).post(f"{CASE}1/lui-han/{extension.pk}/", {"granted": "yes", "note": ""})
    asked.refresh_from_db()
    assert asked.due_on == datetime.date(2024, 2, 15)
    assert Notice.objects.filter(person=binh, text__contains="Đồng ý lùi hạn").exists()
    with pytest.raises(Overtaken):
        rules.decide_extension(extension, granted=False, note="Không.", actor=minh)


def test_more_time_is_refused_with_a_reason_and_asked_once(case, binh, minh):
    asked = make_request(case)
    with pytest.raises(Problems, match="sau hạn hiện nay 09/02/2024"):
        rules.ask_extension(asked, until=days(5), reason="Chậm.", actor=binh)
    extension = rules.ask_extension(asked, until=days(20), reason="Chậm.", actor=binh)
    with pytest.raises(Overtaken, match="đang chờ đoàn trả lời"):
        rules.ask_extension(asked, until=days(21), reason="Chậm.", actor=binh)
    answer = signed_in(minh).post(f"{CASE}1/lui-han/{extension.pk}/", {"granted": "no"})
    assert answer.status_code == 422
    assert "Cần ghi lý do không đồng ý" in page(answer)
    asked.refresh_from_db()
    assert asked.due_on == days(10)


# --- The view of the team -------------------------------------------------------------------------
def test_the_team_weighs_settles_and_the_finding_tells_it(case, minh, lan):
    finding = make_finding(case)
    asked = make_request(case, findings=[finding])
    explanation = answer_request(asked)
    with pytest.raises(Problems, match="chưa có ý kiến của đoàn"):
        rules.settle(asked, actor=minh)
    where = f"{CASE}1/tra-loi/{explanation.pk}/"
    answer = signed_in(minh).post(where, {"view": "rejected", "view_text": ""})
    assert answer.status_code == 422
    assert "vì sao không chấp nhận" in page(answer)
    signed_in(minh).post(where, {"view": "partly", "view_text": "Sổ mở sau khi kiểm tra."})
    signed_in(minh).post(f"{CASE}1/ket-thuc/")
    asked.refresh_from_db()
    assert asked.state == RequestState.SETTLED
    body = page(signed_in(lan).get(finding.get_absolute_url()))
    assert "Giải trình của đơn vị" in body
    assert "chấp nhận một phần" in body


def test_the_unit_reads_neither_the_finding_nor_the_view_of_the_team(case, binh, minh):
    asked = make_request(case, findings=[make_finding(case, "Che giấu việc thu phí.")])
    explanation = answer_request(asked)
    rules.weigh(explanation, view="rejected", text="Không có cơ sở.", actor=minh)
    body = page(signed_in(binh).get(f"{UNIT}{asked.pk}/"))
    assert "Che giấu" not in body
    assert "Không có cơ sở" not in body


def test_an_answer_that_is_not_enough_is_asked_again(case, minh, binh):
    asked = make_request(case)
    answer_request(asked)
    typed = {"due_on": "20/02/2024", "reason": "Thiếu sổ năm 2023."}
    signed_in(minh).post(f"{CASE}1/bo-sung/", typed)
    asked.refresh_from_db()
    assert (asked.state, asked.due_on, asked.answered_on) == (
        RequestState.SENT,
        datetime.date(2024, 2, 20),
        None,
    )
    answer_request(asked, "Bổ sung sổ năm 2023.")
    assert asked.explanations.count() == 2


def test_a_withdrawn_request_is_not_answered(case, minh, binh):
    asked = make_request(case)
    rules.withdraw(asked, reason="Gửi nhầm đơn vị.", actor=minh)
    with pytest.raises(Overtaken, match="Đã rút"):
        answer_request(asked)
    assert Notice.objects.filter(person=binh, text__contains="Gửi nhầm đơn vị.").exists()


# --- Who may come ---------------------------------------------------------------------------------
def test_the_contact_of_another_unit_knows_nothing_of_it(case, binh):
    asked = make_request(case)
    UnitContact.objects.filter(person=binh).update(unit=make_unit("Phòng khác"))
    for path in ("", "tra-loi/", "xin-lui-han/"):
        for ask in (signed_in(binh).get, signed_in(binh).post):
            assert ask(f"{UNIT}{asked.pk}/{path}").status_code in {404, 405}
    assert str(asked) not in page(signed_in(binh).get(UNIT))


def test_a_contact_whose_role_has_ended_knows_nothing_of_it(case, binh):
    asked = make_request(case)
    RoleGrant.objects.filter(person=binh).update(held_until=days(-1))
    assert signed_in(make_person("binh")).get(f"{UNIT}{asked.pk}/").status_code == 404
    assert signed_in(make_person("binh")).get(UNIT).status_code == 403


@pytest.mark.parametrize("username", ["lan", "minh", "quan", "son", "ha"])
def test_the_page_of_the_unit_is_for_the_unit(case, username):
    asked = make_request(case)
    assert signed_in(make_person(username)).get(f"{UNIT}{asked.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "1/"])
@pytest.mark.parametrize(
    ("username", "status"),
    [("lan", 200), ("minh", 200), ("son", 200), ("ha", 200), ("quan", 404), ("binh", 404)],
)
def test_who_reads_requests_with_the_team(case, username, status, path):
    make_request(case)
    assert signed_in(make_person(username)).get(CASE + path).status_code == status


def test_a_member_drafts_and_only_who_lead_send(case, lan):
    asked = make_request(case, sent=False)
    assert signed_in(lan).post(f"{CASE}1/gui/").status_code == 403
    with pytest.raises(Refused):
        rules.send(asked, actor=lan)


# --- Typed in -------------------------------------------------------------------------------------
def sheet(case, **typed):
    return {
        "kind": RequestKind.INFORMATION,
        "unit": case.audited_units.get().pk,
        "due_on": "20/02/2024",
        "paper": "",
        "text": "Cung cấp sổ theo dõi đơn.",
    } | typed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Hãy ghi nội dung yêu cầu"),
        ({"due_on": "31/02/2024"}, "không có trong lịch"),
        ({"unit": "999999"}, "không thuộc cuộc"),
        ({"findings": "999999"}, "không thuộc cuộc"),
        ({"kind": "khac"}, "Không có loại yêu cầu này"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(case, lan, typed, sentence):
    make_finding(case)
    answer = signed_in(lan).post(f"{CASE}soan/", sheet(case, paper="Công văn 12", **typed))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Công văn 12" in page(answer)
    assert not UnitRequest.objects.exists()


def test_a_stale_form_shows_both_texts(case, lan, minh):
    make_request(case, sent=False)
    mine = sheet(case, text="Lan viết.", revision=1)
    signed_in(minh).post(f"{CASE}1/sua/", sheet(case, text="Minh viết.", revision=1))
    answer = signed_in(lan).post(f"{CASE}1/sua/", mine)
    assert answer.status_code == 409
    assert "Minh viết." in page(answer)
    assert "Lan viết." in page(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Hãy ghi nội dung trả lời"),
        ({"dated_on": "01/01/2099"}, "chưa tới"),
        ({"uploads": SimpleUploadedFile("x.exe", b"MZ\x90\x00")}, "không thuộc loại được nhận"),
    ],
)
def test_a_wrong_answer_is_told_to_the_unit(case, binh, typed, sentence):
    asked = make_request(case)
    said = {"text": "Phòng đã mở sổ.", "dated_on": "30/01/2024"} | typed
    answer = signed_in(binh).post(f"{UNIT}{asked.pk}/tra-loi/", said)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert not Explanation.objects.exists()


def test_three_requests_cost_no_more_queries_than_one(case, minh, binh):
    def queries(client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    make_request(case)
    pages = [(signed_in(minh), CASE), (signed_in(binh), UNIT), (signed_in(binh), "/")]
    one = [queries(*each) for each in pages]
    make_request(case)
    make_request(case)
    assert [queries(*each) for each in pages] == one
    assert timezone.localdate() == TODAY
