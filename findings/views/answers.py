"""Small answers that several pages of the case rooms give."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from office.workflow import Overtaken, Problems


def back_to(request: HttpRequest, fallback: Any) -> HttpResponseRedirect:
    """To the page of our own that `next` names, so that a filtered list stays filtered."""
    wanted = asked_back(request)
    return HttpResponseRedirect(wanted) if wanted else redirect(fallback)


def asked_back(request: HttpRequest) -> str:
    """The page of our own that `next` names, or ""."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def tell_at_fields(form: forms.Form, problems: Problems) -> None:
    """Each problem at the field its `#id_…` names, or above the form."""
    for problem in problems.problems:
        name = problem.mend.rpartition("#id_")[2]
        form.add_error(name if name in form.fields else None, problem.text)


def status_of(problems: Problems) -> int:
    """409 when somebody was faster, else 422: understood, and cannot be done."""
    return 409 if isinstance(problems, Overtaken) else 422
