"""In a real browser: nothing typed is lost, nothing is sent twice, long lists can be searched."""

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import path
from playwright.sync_api import expect

from accounts.access import is_signed_in, needs
from config import urls as house
from office.forms import DateField, RoomForm
from office.text import search_key
from office.workflow import Problem, Problems
from tests.browser import sign_in
from tests.cast import PASSWORD, make_person

PLACES = ["Đồ Sơn", "Bắc Sơn", "Tân Lập"]


class NoteForm(RoomForm):
    title = forms.CharField(label="Tiêu đề")
    text = forms.CharField(label="Nội dung", widget=forms.Textarea, required=False)
    day = DateField(label="Ngày", required=False)
    urgent = forms.BooleanField(label="Gấp", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Công văn"), ("b", "Tờ trình")])
    place = forms.ChoiceField(
        label="Nơi",
        choices=[(str(at), place) for at, place in enumerate(PLACES)],
        widget=forms.Select(attrs={"data-pick": ""}),
    )
    far = forms.CharField(
        label="Nơi nhận",
        required=False,
        widget=forms.Select(attrs={"data-pick": "", "data-search": "/thu/noi/"}),
    )


PAGE = engines["django"].from_string(
    """{% extends "base.html" %}{% load crispy_forms_tags %}
    {% block content %}<h1>Ghi chú</h1>
    <form method="post" action="/thu/luu/" novalidate>{% crispy form %}
    <button type="submit">Lưu</button></form>{% endblock %}"""
)
sent: list[dict] = []


@needs(is_signed_in)
def note(request):
    return HttpResponse(PAGE.render({"form": NoteForm()}, request))


@needs(is_signed_in)
def save(request):
    if request.method != "POST":
        return HttpResponse(status=405)
    sent.append(request.POST.dict())
    if request.POST["title"] == "vướng":
        raise Problems([Problem("Chưa có trưởng đoàn.")])
    return redirect("/thu/xong/")


@needs(is_signed_in)
def done(request):
    return render(request, "help/index.html", {"chapters": {}})


@needs(is_signed_in)
def places(request):
    found = [place for place in PLACES if search_key(request.GET["q"]) in search_key(place)]
    return JsonResponse({"results": [{"id": place, "text": place} for place in found]})


urlpatterns = [
    *house.urlpatterns,
    path("thu/ghi/", note),
    path("thu/luu/", save),
    path("thu/xong/", done),
    path("thu/noi/", places),
]
handler400, handler403, handler404 = house.handler400, house.handler403, house.handler404
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.config.test_typed_words"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def desk(tab):
    """The form, open in front of Lan."""
    sent.clear()
    cache.clear()
    make_person("lan")
    sign_in(tab, "lan", PASSWORD)
    tab.goto("/thu/ghi/")
    return tab


def end_all_sessions() -> None:
    Session.objects.all().delete()
    cache.clear()


def write(tab) -> None:
    tab.fill("[name=title]", "Đề nghị cung cấp hồ sơ")
    tab.fill("[name=text]", "Dòng một\nDòng hai")
    tab.fill("[name=day]", "5/7/2023")
    tab.check("[name=urgent]")
    tab.select_option("[name=kind]", "b")
    tab.evaluate("document.querySelector('[name=place]').tomselect.setValue('2')")


def send(tab) -> None:
    tab.click("main form button[type=submit]")
    tab.wait_for_load_state()


def test_words_typed_before_the_session_ended_are_filled_in_again(desk):
    write(desk)
    end_all_sessions()
    send(desk)
    assert "chưa được lưu" in desk.inner_text("main")
    sign_in(desk, "lan", PASSWORD)
    assert desk.url.endswith("/thu/ghi/")
    assert "Đã điền lại nội dung" in desk.inner_text("main")
    send(desk)
    assert desk.url.endswith("/thu/xong/")
    (saved,) = sent
    saved.pop("csrfmiddlewaretoken")
    assert saved == {
        "title": "Đề nghị cung cấp hồ sơ",
        "text": "Dòng một\r\nDòng hai",
        "day": "5/7/2023",
        "urgent": "on",
        "kind": "b",
        "place": "2",
        "far": "",
    }


def test_another_person_at_the_same_desk_does_not_read_them(desk):
    write(desk)
    end_all_sessions()
    send(desk)
    make_person("quan")
    sign_in(desk, "quan", PASSWORD)
    assert desk.input_value("[name=title]") == ""
    assert "Đã điền lại" not in desk.inner_text("main")


def test_words_refused_by_a_rule_wait_on_the_page_of_the_form(desk):
    write(desk)
    desk.fill("[name=title]", "vướng")
    send(desk)
    assert "Chưa có trưởng đoàn." in desk.inner_text("main")
    desk.click("text=Quay lại")
    desk.wait_for_load_state()
    assert desk.input_value("[name=text]") == "Dòng một\nDòng hai"


def test_words_that_were_saved_are_not_filled_in_again(desk):
    write(desk)
    send(desk)
    desk.goto("/thu/ghi/")
    assert desk.input_value("[name=title]") == ""


def test_a_form_is_sent_once_however_often_the_button_is_pressed(desk):
    write(desk)
    desk.evaluate(
        "const button = document.querySelector('main form button');"
        "button.click(); button.click(); button.click()"
    )
    desk.wait_for_url("**/thu/xong/")
    assert len(sent) == 1


def test_leaving_with_unsaved_words_asks_first(desk):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.accept()

    desk.on("dialog", stay)
    desk.goto("/thu/xong/")
    assert asked == []
    desk.goto("/thu/ghi/")
    desk.fill("[name=title]", "dở dang")
    desk.goto("/thu/xong/")
    assert asked == ["beforeunload"]


def test_ctrl_s_saves(desk):
    write(desk)
    desk.press("[name=title]", "Control+s")
    desk.wait_for_url("**/thu/xong/")
    assert len(sent) == 1


def test_a_place_is_found_without_its_accents(desk):
    desk.click("#div_id_place .ts-control")
    options = desk.locator("#div_id_place .ts-dropdown .option")
    # The list opens a moment after the click: who types has seen it.
    expect(options).to_have_text(["Đồ Sơn", "Bắc Sơn", "Tân Lập"])
    desk.keyboard.type("do son")
    expect(options).to_have_text(["Đồ Sơn"])


def test_a_long_list_is_searched_on_the_server(desk):
    desk.click("#div_id_far .ts-control")
    expect(desk.locator("#div_id_far .ts-control input")).to_be_focused()
    desk.keyboard.type("son")
    options = desk.locator("#div_id_far .ts-dropdown .option")
    expect(options).to_have_text(["Đồ Sơn", "Bắc Sơn"])
    options.nth(1).click()
    assert desk.input_value("[name=far]") == "Bắc Sơn"


def test_the_list_of_errors_leads_into_the_field(tab):
    tab.goto("/tai-khoan/dang-nhap/")
    tab.click("main button[type=submit]")
    tab.wait_for_load_state()
    assert tab.evaluate("document.activeElement.classList.contains('problems')")
    tab.click(".problems a >> nth=1")
    assert tab.evaluate("document.activeElement.name") == "password"


def test_the_menu_opens_and_closes_by_keyboard(desk):
    desk.focus("details[data-menu] summary")
    desk.keyboard.press("Enter")
    assert desk.locator("text=Đăng xuất").is_visible()
    desk.keyboard.press("Escape")
    assert not desk.locator("text=Đăng xuất").is_visible()


def test_the_first_tab_leads_past_the_header(desk):
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "noi-dung"
