"""The administrator's pages of units: the tree, the search, old names, contacts, tables in and out."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm, ImportForm

from inspections import admin_acts
from inspections.models import (
    HandOverRule,
    OverlapRule,
    RequiredPaper,
    RetentionRule,
    Unit,
    UnitContact,
    UnitName,
)
from inspections.resources import UnitResource
from inspections.units import overseers
from office.administering import ForAdministrators, Journalled, Kept, Rows, may_administer
from office.forms import NamesWhatIsMissing
from office.history import changes_of
from office.uploads import too_large

PARENT = "parent__id__exact"
DEEPEST = 6


class TableForExcel(CSV):
    """With the mark by which Excel knows UTF-8; without it, it prints “Sá»Ÿ”."""

    def get_title(self) -> str:
        return "csv"

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        return super().export_data(dataset, **kwargs).encode("utf-8-sig")

    def is_binary(self) -> bool:
        return True

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        if isinstance(in_stream, bytes):
            in_stream = in_stream.decode("utf-8-sig")
        return super().create_dataset(in_stream, **kwargs)

    def get_read_mode(self) -> str:
        return "rb"


class TableForm(NamesWhatIsMissing, ImportForm):
    """The table to read; one that is larger than the house takes is told by its name."""

    import_file = forms.FileField(
        label="Tệp cần nhập", error_messages={"required": "Hãy chọn tệp cần nhập."}
    )

    def __init__(self, *args: Any, too_large: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        if too_large:
            self.fields["import_file"].error_messages["required"] = " ".join(too_large)


class Tree(ChangeList):
    """Rows in the order of the tree, until somebody sorts by a column or searches."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        found = super().get_queryset(request, exclude_parameters)
        return found if self.is_flat else found.with_tree_fields().order_by("tree_ordering")

    @property
    def is_flat(self) -> bool:
        return bool(self.query or ORDER_VAR in self.params or PARENT in self.params)


class Existing(admin.SimpleListFilter):
    title = "tình trạng"
    parameter_name = "ton-tai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("co", "Đang tồn tại"),
            ("het", "Đã kết thúc"),
            ("ban-hanh", "Được ban hành văn bản"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = timezone.localdate()
        if self.value() == "co":
            return queryset.existing_on(today)
        if self.value() == "het":
            return queryset.filter(valid_to__lt=today)
        return queryset.issuing() if self.value() == "ban-hanh" else queryset


class UnitNameInline(ForAdministrators, Rows):
    model = UnitName
    fields = (
        "name",
        "short_name",
        "letterhead_name",
        "place_name",
        "valid_from",
        "valid_to",
        "document",
    )
    verbose_name_plural = "tên cũ (thêm bằng nút “Đổi tên…”)"


class UnitContactInline(ForAdministrators, Rows):
    model = UnitContact
    autocomplete_fields = ("person",)


@admin.register(Unit)
class UnitAdmin(ForAdministrators, Journalled, ImportExportModelAdmin):
    resource_classes = (UnitResource,)
    formats = (XLSX, TableForExcel)
    # Choosing columns needs inline script, which our policy forbids; a table has all columns.
    export_form_class = ExportForm
    import_form_class = TableForm
    import_template_name = "admin/inspections/unit/import.html"
    import_export_change_list_template = "admin/inspections/unit/tree.html"
    change_form_template = "admin/inspections/unit/change_form.html"
    object_history_template = "admin/inspections/unit/object_history.html"
    list_display = ("name_in_tree", "code", "below", "life")
    list_display_links = ("name_in_tree",)
    list_filter = (Existing, "kind", "level")
    list_select_related = ("parent", "successor")
    search_fields = ("search_key",)
    search_help_text = "Tên (không cần dấu), tên viết tắt hoặc mã."
    autocomplete_fields = ("parent", "successor")
    actions = ("rename_chosen", "merge_chosen")
    inlines = (UnitNameInline, UnitContactInline)
    fieldsets = (
        (None, {"fields": ("name", "short_name", "kind", "level", "parent", "code")}),
        (
            "Trên văn bản",
            {"fields": ("abbreviation", "letterhead_name", "head_post", "place_name")},
        ),
        ("Thời gian tồn tại", {"fields": ("valid_from", "valid_to", "successor")}),
    )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Django's list of acts, and under it what each column said before."""
        unit = self.get_object(request, object_id)
        changes = changes_of(unit) if unit is not None else []
        return super().history_view(
            request, object_id, {"changes": changes, **(extra_context or {})}
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Tree

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        children = Unit.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
        count = Subquery(children.annotate(count=Count("pk")).values("count"))
        return super().get_queryset(request).annotate(child_count=Coalesce(count, 0))

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        return lookup == PARENT or super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return queryset.matching(search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        key = request.GET.get(PARENT, "")
        parent = Unit.objects.filter(pk=int(key)).first() if key.isdecimal() else None
        above = [*reversed(overseers(parent)), parent] if parent else []
        return super().changelist_view(request, {"above": above, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        return [
            path("sap-nhap/", guard(admin_acts.merge), name="inspections_unit_merge"),
            path("<int:pk>/doi-ten/", guard(admin_acts.rename), name="inspections_unit_rename"),
            *super().get_urls(),
        ]

    def get_import_form_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_import_form_kwargs(request) | {
            "too_large": too_large(request, "import_file")
        }

    @admin.display(description="đơn vị", ordering="name")
    def name_in_tree(self, unit: Unit) -> str:
        if hasattr(unit, "tree_depth"):
            depth = min(unit.tree_depth, DEEPEST)
            return format_html('<span class="depth-{}">{}</span>', depth, unit.name)
        above = unit.parent.short_name or unit.parent.name if unit.parent else ""
        # Searched or sorted rows stand without their parent; most names say where they are.
        if not above or above.removeprefix("UBND ") in unit.name:
            return unit.name
        return format_html('{} <span class="of">{}</span>', unit.name, above)

    @admin.display(description="trực thuộc")
    def below(self, unit: Unit) -> str:
        if not unit.child_count:
            return ""
        address = reverse("admin:inspections_unit_changelist")
        return format_html(
            '<a href="{}?{}={}">{} đơn vị</a>', address, PARENT, unit.pk, unit.child_count
        )

    @admin.display(description="thời gian tồn tại", ordering="valid_from")
    def life(self, unit: Unit) -> str:
        begin = f"từ {unit.valid_from:%d/%m/%Y}" if unit.valid_from else ""
        end = f"đến {unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
        heir = f"; kế thừa: {unit.successor}" if unit.successor else ""
        return f"{begin} {end}".strip() + heir

    @admin.action(description="Đổi tên…")
    def rename_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, "Hãy chọn đúng một đơn vị để đổi tên.", messages.WARNING)
            return None
        return redirect("admin:inspections_unit_rename", chosen[0].pk)

    @admin.action(description="Sáp nhập…")
    def merge_chosen(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        keys = ",".join(str(key) for key in queryset.values_list("pk", flat=True)[:200])
        return redirect(f"{reverse('admin:inspections_unit_merge')}?don-vi={keys}")

    def has_import_permission(self, request: HttpRequest) -> bool:
        return may_administer(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return may_administer(request)


@admin.register(UnitContact)
class UnitContactAdmin(Kept, Journalled):
    list_display = ("person", "unit")
    list_select_related = ("person", "unit")
    autocomplete_fields = ("person", "unit")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return queryset.filter(Q(unit__in=Unit.objects.matching(search_term))), False

    search_fields = ("unit__search_key",)


@admin.register(OverlapRule)
class OverlapRuleAdmin(ForAdministrators, Journalled):
    list_display = ("body_kind", "text", "provision", "is_verified")
    list_filter = ("body_kind", "is_verified")
    list_select_related = ("provision__document",)
    autocomplete_fields = ("provision",)
    search_fields = ("text",)


@admin.register(RequiredPaper)
class RequiredPaperAdmin(ForAdministrators, Journalled):
    list_display = (
        "name", "code", "case_kind", "regime", "stage", "is_mandatory", "per_unit", "is_verified",
    )  # fmt: skip
    list_filter = ("case_kind", "regime", "stage", "is_mandatory", "is_verified")
    list_select_related = ("regime",)
    search_fields = ("name", "code")
    autocomplete_fields = ("provision", "regime")


@admin.register(RetentionRule)
class RetentionRuleAdmin(Kept, Journalled):
    list_display = ("__str__", "is_serious", "closed_from", "closed_to", "provision", "is_verified")
    list_select_related = ("provision__document",)
    search_fields = ("provision__document__number",)
    autocomplete_fields = ("provision",)


@admin.register(HandOverRule)
class HandOverRuleAdmin(Kept, Journalled):
    list_display = (
        "receiver", "days", "counted_from", "in_force_from", "in_force_to", "provision",
        "is_verified",
    )  # fmt: skip
    list_select_related = ("provision__document",)
    search_fields = ("basis",)
    autocomplete_fields = ("provision",)
