"""Who signs in whose place: the list, giving, taking back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import delegating
from accounts.access import needs, shows_form
from accounts.forms.delegation import DelegationForm, RevokeForm
from accounts.models import SigningDelegation
from accounts.permissions import can_end_delegation, can_give_delegation, can_see_delegations
from office.workflow import Overtaken, Problem, Problems, Refused

SHOWN = 200


def get_delegation(user: Any, pk: int) -> SigningDelegation:
    """One row for those who may know of it."""
    rows = SigningDelegation.objects.select_related("signer", "given_by", "under")
    return get_object_or_404(rows if can_see_delegations(user) else rows.none(), pk=pk)


@needs(can_see_delegations)
@shows_form
def index(request: HttpRequest) -> HttpResponse:
    """All delegations, the valid ones first; the chief gives a new one here."""
    may_give = can_give_delegation(request.user)
    if request.method == "POST" and not may_give:
        raise Refused(can_give_delegation.refusal)
    form: DelegationForm | None = None
    left: list[Problem] | None = []
    if may_give:
        form = DelegationForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form and form.is_valid():
        left = _told(form, lambda: delegating.give(actor=request.user, **form.cleaned_data))
        if left is None:
            messages.success(request, "Đã giao quyền ký. Người được giao đã được báo.")
            return redirect("accounts:delegations")
    context = {"form": form, "problems": left, **_rows(request.user)}
    return render(
        request,
        "accounts/delegations.html",
        context,
        status=422 if form is not None and form.is_bound else 200,
    )


def _rows(user: Any) -> dict[str, Any]:
    today = timezone.localdate()
    rows = SigningDelegation.objects.select_related("signer", "given_by", "under")
    found = [
        {
            "delegation": row,
            "is_valid": row.is_valid_on(today),
            "may_end": can_end_delegation(user, row),
        }
        for row in rows.order_by("-valid_from", "-pk")[:SHOWN]
    ]
    return {"rows": sorted(found, key=lambda row: not row["is_valid"])}


def _told(form: Any, rule: Any) -> list[Problem] | None:
    """Call a rule; None when it went well, otherwise what no field can show."""
    try:
        rule()
    except Overtaken:
        raise
    except Problems as problems:
        left = []
        for problem in problems.problems:
            name = problem.mend.removeprefix("#id_")
            if name in form.fields:
                form.add_error(name, problem.text)
            else:
                left.append(problem)
        return left
    return None


@needs(can_end_delegation, on=get_delegation)
@shows_form
def revoke(request: HttpRequest, delegation: SigningDelegation) -> HttpResponse:
    form = RevokeForm(request.POST if request.method == "POST" else None)
    left: list[Problem] | None = []
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        left = _told(form, lambda: delegating.revoke(delegation, reason=reason, actor=request.user))
        if left is None:
            messages.success(request, "Đã thu hồi quyền ký từ hôm nay.")
            return redirect("accounts:delegations")
    context = {"delegation": delegation, "form": form, "problems": left}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/revoke.html", context, status=status)
