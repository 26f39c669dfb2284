"""The administrator's pages of papers: the templates, each change with its first day."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from office.administering import Journalled, Kept
from reports import placeholders
from reports.composing.sample import sample_paper
from reports.models import PaperTemplate
from reports.rendering import html

WHEN = "changed_from"
AREA = {"cols": 100}


class PaperTemplateForm(forms.ModelForm):
    """The words of a template, and from when the change holds."""

    changed_from = forms.DateField(
        label="Bản sửa áp dụng từ ngày",
        widget=AdminDateWidget,
        initial=timezone.localdate,
        error_messages={"required": "Hãy ghi bản sửa áp dụng từ ngày nào."},
        help_text=(
            "Văn bản soạn từ ngày này dùng bản sửa; văn bản đã soạn giữ mẫu cũ, văn bản đã trình"
            " hoặc ban hành giữ nguyên từng chữ. Ghi như 01/07/2026."
        ),
    )

    class Meta:
        model = PaperTemplate
        fields = (
            "name", "abbreviation", "title", "subject", "symbol", "register",
            "own_series_of_team", "signed_by", "numbering", "order", "outline", "closing",
            "addressees", "recipients", "archive",
        )  # fmt: skip
        widgets = {
            "subject": forms.Textarea(attrs={"rows": 2, **AREA}),
            "outline": forms.Textarea(attrs={"rows": 4, **AREA}),
            "closing": forms.Textarea(attrs={"rows": 4, **AREA}),
            "addressees": forms.Textarea(attrs={"rows": 2, **AREA}),
            "recipients": forms.Textarea(attrs={"rows": 4, **AREA}),
        }

    def clean_changed_from(self) -> datetime.date:
        """A day of this template; the first only while no paper was made from it."""
        day = self.cleaned_data[WHEN]
        # Locked until the change is kept: of two administrators the second is told.
        now = PaperTemplate.objects.select_for_update().get(pk=self.instance.pk)
        if now.valid_from and day < now.valid_from:
            raise forms.ValidationError(
                f"Mẫu này áp dụng từ {now.valid_from:%d/%m/%Y}; hãy ghi từ ngày đó trở đi."
            )
        if now.valid_to and day > now.valid_to:
            raise forms.ValidationError(
                f"Mẫu này chỉ áp dụng đến {now.valid_to:%d/%m/%Y}; hãy sửa mẫu của ngày sau đó."
            )
        if day == now.valid_from and now.documents.exists():
            raise forms.ValidationError(
                f"Đã có văn bản soạn theo mẫu này; hãy ghi một ngày sau {now.valid_from:%d/%m/%Y}."
            )
        return day


class Validity(admin.SimpleListFilter):
    title = "thời gian áp dụng"
    parameter_name = "ap-dung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nay", "Đang áp dụng"), ("cu", "Đã thay"), ("sau", "Chưa áp dụng")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = timezone.localdate()
        if self.value() == "nay":
            return queryset.valid_on(today)
        if self.value() == "cu":
            return queryset.filter(valid_to__lt=today)
        return queryset.filter(valid_from__gt=today) if self.value() == "sau" else queryset


@admin.register(PaperTemplate)
class PaperTemplateAdmin(Kept, Journalled):
    """Each kind has one template on each day, so nothing is added: a change is the next row."""

    form = PaperTemplateForm
    list_display = ("name", "of_what", "title", "symbol", "valid_from", "valid_to")
    list_filter = (Validity, "case_kind", "kind")
    search_fields = ("name", "title", "subject")
    search_help_text = "Tên trên màn hình, tên loại hoặc trích yếu."
    change_form_template = "admin/reports/papertemplate/change_form.html"
    readonly_fields = ("of_what", "kind", "span", "known_places")
    fieldsets = (
        (None, {"fields": ("name", ("of_what", "kind"), "span", WHEN)}),
        ("Trường dùng được trong lời văn", {"fields": ("known_places",)}),
        ("Đầu văn bản", {"fields": ("abbreviation", "title", "subject", "addressees", "order")}),
        ("Nội dung", {"fields": ("numbering", "outline", "closing")}),
        ("Số và sổ", {"fields": ("symbol", "register", "own_series_of_team")}),
        ("Cuối văn bản", {"fields": ("signed_by", "recipients", "archive")}),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="loại cuộc", ordering="case_kind")
    def of_what(self, template: PaperTemplate) -> str:
        return template.get_case_kind_display() if template.case_kind else "Kế hoạch năm"

    @admin.display(description="áp dụng")
    def span(self, template: PaperTemplate) -> str:
        return template.span

    @admin.display(description="trường")
    def known_places(self, template: PaperTemplate) -> SafeString:
        rows = [(str(each), each.meaning) for each in template.places]
        rows += [(f"{each} (chỉ ở ký hiệu)", each.meaning) for each in placeholders.SYMBOL]
        lines = format_html_join("", "<li><code>{}</code>: {}</li>", rows)
        return format_html("<ul>{}</ul>", lines)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The old words end the day before; the same row is written only before its first paper."""
        if not set(form.changed_data) - {WHEN}:
            return
        day = form.cleaned_data[WHEN]
        if obj.valid_from != day:
            before = day - datetime.timedelta(days=1)
            PaperTemplate.objects.filter(pk=obj.pk).update(valid_to=before)
            obj.pk, obj.valid_from = None, day
        obj.save()

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        name = "reports_papertemplate_preview"
        return [path("<int:pk>/xem-thu/", guard(self.preview), name=name), *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The paper with an invented case: as kept, or with the words of the form as they are."""
        template = self.get_object(request, str(pk))
        if template is None or not self.has_view_permission(request, template):
            raise Http404
        if request.method == "POST":
            with transaction.atomic():
                form = self.get_form(request, template)(request.POST, instance=template)
                is_valid = form.is_valid()
            if not is_valid:
                # Nothing is kept of a form with errors: the page shows them at their fields.
                change = reverse("admin:reports_papertemplate_change", args=[pk])
                return self.changeform_view(request, str(pk), change)
            template = form.instance
        return HttpResponse(html.page(sample_paper(template, timezone.localdate()), preview=True))

    def get_queryset(self, request: HttpRequest) -> QuerySet[PaperTemplate]:
        return super().get_queryset(request).order_by("-case_kind", "kind", "-valid_from")
