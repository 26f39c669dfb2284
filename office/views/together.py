"""The page between choosing rows of a list and doing something with them."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from office import together
from office.text import row_key


def chosen_keys(request: HttpRequest) -> list[int]:
    """The rows that were ticked, each once; what is no key is left out."""
    keys = (row_key(each) for each in request.POST.getlist("chon"))
    return sorted({key for key in keys if key is not None})


def back(request: HttpRequest, fallback: str) -> str:
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else fallback


def answer(
    request: HttpRequest,
    things: Sequence[Any],
    act: Callable[[Any], Any] | None,
    *,
    label: str,
    name: str,
    fallback: str,
    form: forms.Form | None = None,
) -> HttpResponse:
    """Try the act and show what it would do; do it when the person says so.

    `act` is None while FORM, which says what the act needs, is not filled in rightly. `label` is
    the act in words, `name` its name in the address of the form.
    """
    leads_back = back(request, fallback)
    if not things:
        messages.info(request, "Chưa chọn dòng nào.")
        return HttpResponseRedirect(leads_back)
    outcomes = None
    if act and request.POST.get("lam"):
        done = together.do_each(things, act)
        left = [each for each in done if not each.is_done]
        if len(left) < len(done):
            messages.success(request, f"{label}: đã xong {len(done) - len(left)} dòng.")
        if not left:
            return HttpResponseRedirect(leads_back)
        context = {"outcomes": left, "is_over": True}
        return _page(request, context, label, name, leads_back, form, status=200)
    if act:
        outcomes = together.try_each(things, act)
    context = {"outcomes": outcomes, "things": things, "is_over": False}
    wrong = form is not None and form.is_bound and not form.is_valid()
    return _page(request, context, label, name, leads_back, form, status=422 if wrong else 200)


def _page(
    request: HttpRequest,
    context: dict[str, Any],
    label: str,
    name: str,
    leads_back: str,
    form: forms.Form | None,
    *,
    status: int,
) -> HttpResponse:
    outcomes = context["outcomes"] or []
    context |= {
        "label": label,
        "name": name,
        "next": leads_back,
        "form": form,
        "will_do": sum(each.is_done for each in outcomes),
        "will_not": sum(not each.is_done for each in outcomes),
    }
    return render(request, "office/together.html", context, status=status)
