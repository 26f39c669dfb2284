"""Renaming and merging units as pages of the administrator: a day, a document, a rule."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTextInputWidget,
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections.models import Unit
from inspections.units import merge_units, rename_unit
from office.forms import NamesWhatIsMissing
from office.workflow import Problems

# What the calendar of a date field leans on, in this order.
SCRIPTS = forms.Media(
    js=["admin/js/vendor/jquery/jquery.min.js", "admin/js/jquery.init.js", "admin/js/core.js"]
)
WHEN = "Hãy nhập ngày có hiệu lực."
TO_SUCCESSOR = Unit._meta.get_field("successor")


class KeysOnly(AutocompleteMixin):
    """What was typed into the address or the form by hand is passed over, not a fault of ours."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if str(key).isdecimal()], attrs)


class OneUnit(KeysOnly, AutocompleteSelect):
    pass


class ManyUnits(KeysOnly, AutocompleteSelectMultiple):
    pass


class RenameForm(NamesWhatIsMissing, forms.ModelForm):
    on = forms.DateField(
        label="Có hiệu lực từ ngày",
        widget=AdminDateWidget,
        error_messages={"required": WHEN},
        help_text="Văn bản ký trước ngày này vẫn in tên cũ. Ghi như 01/07/2025.",
    )
    document = forms.CharField(
        label="Theo văn bản",
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        help_text="Như: Quyết định số 12/QĐ-UBND ngày 20/6/2025.",
    )

    class Meta:
        model = Unit
        fields = ("name", "short_name", "letterhead_name", "place_name")
        labels = {"name": "Tên mới"}
        widgets = dict.fromkeys(fields, AdminTextInputWidget)

    def _post_clean(self) -> None:
        """The rule judges the names; the row in hand must stay as it is until it says yes."""


class MergeForm(NamesWhatIsMissing, forms.Form):
    units: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        Unit.objects.order_by("pk"),
        label="Đơn vị được sáp nhập",
        widget=ManyUnits(TO_SUCCESSOR, admin.site),
    )
    into: forms.ModelChoiceField = forms.ModelChoiceField(
        Unit.objects.order_by("pk"),
        label="Sáp nhập vào",
        error_messages={"required": "Hãy chọn đơn vị nhận sáp nhập."},
        widget=OneUnit(TO_SUCCESSOR, admin.site),
        help_text="Đơn vị này kế thừa nghĩa vụ của các đơn vị trên.",
    )
    on = forms.DateField(
        label="Có hiệu lực từ ngày",
        widget=AdminDateWidget,
        error_messages={"required": WHEN},
        help_text="Các đơn vị trên tồn tại đến hết ngày liền trước. Ghi như 01/07/2025.",
    )
    document = forms.CharField(
        label="Theo văn bản", required=False, max_length=300, widget=AdminTextInputWidget
    )


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the unit another name from a day on."""
    unit = get_object_or_404(Unit, pk=pk)
    form = RenameForm(request.POST if request.method == "POST" else None, instance=unit)
    if request.method == "POST" and form.is_valid():
        old = unit.name
        if _done(form, lambda facts: rename_unit(unit, **facts, actor=request.user)):
            messages.success(request, f"Đã đổi tên “{old}” thành “{unit.name}”.")
            return redirect("admin:inspections_unit_change", unit.pk)
    back = reverse("admin:inspections_unit_change", args=[unit.pk])
    return _page(request, form, title=f"Đổi tên: {unit}", button="Đổi tên", back=back)


def merge(request: HttpRequest) -> HttpResponse:
    """Let one unit stand in the place of others from a day on."""
    chosen = [key for key in request.GET.get("don-vi", "").split(",") if key.isdecimal()]
    form = MergeForm(request.POST if request.method == "POST" else None, initial={"units": chosen})
    if request.method == "POST" and form.is_valid():
        into, units = form.cleaned_data["into"], list(form.cleaned_data["units"])
        facts = {"on": form.cleaned_data["on"], "document": form.cleaned_data["document"]}
        if _done(form, lambda _: merge_units(units, into, **facts, actor=request.user)):
            messages.success(request, f"Đã sáp nhập {len(units)} đơn vị vào “{into}”.")
            return redirect("admin:inspections_unit_changelist")
    back = reverse("admin:inspections_unit_changelist")
    return _page(request, form, title="Sáp nhập đơn vị", button="Sáp nhập", back=back)


def _done(form: Any, rule: Any) -> bool:
    """Ask the rule; what it says against it stands at the field it names."""
    try:
        rule(form.cleaned_data)
    except Problems as found:
        for problem in found.problems:
            field = problem.mend.removeprefix("#id_")
            form.add_error(field if field in form.fields else None, problem.text)
        return False
    return True


def _page(request: HttpRequest, form: Any, **words: str) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Unit._meta,
        "form": form,
        "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
        "media": SCRIPTS + form.media,
        **words,
    }
    return TemplateResponse(request, "admin/inspections/unit/act.html", context)
