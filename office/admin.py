"""The administrator's pages of the office: days off, registers, journal, jobs, files; the law apart."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from office import (
    admin_law,  # noqa: F401 -- its pages register themselves
    mails,
)
from office.administering import (
    ForAdministrators,
    Journalled,
    Kept,
    ReadOnly,
    may_administer,
)
from office.models import (
    Holiday,
    Job,
    JournalEntry,
    Mail,
    NumberSeries,
    Register,
    RegisterEntry,
    StoredFile,
)

admin.site.site_header = "Minh Bạch – Quản trị"
admin.site.site_title = "Minh Bạch – Quản trị"
admin.site.index_title = "Danh mục và cấu hình"
admin.site.has_permission = may_administer  # type: ignore[method-assign]
# Rights follow the dated roles; a second system beside them would only mislead.
admin.site.unregister(Group)


@admin.register(Holiday)
class HolidayAdmin(ForAdministrators, Journalled):
    list_display = ("day", "name", "is_working")
    list_filter = ("is_working",)
    search_fields = ("name",)
    date_hierarchy = "day"


class RegisterEntryInline(ReadOnly, admin.TabularInline):
    model = RegisterEntry
    fields = (
        "printed_number",
        "symbol",
        "state",
        "dated_on",
        "taken_for",
        "taken_by",
        "taken_at",
        "void_reason",
    )
    readonly_fields = fields
    ordering = ("-number", "-suffix")
    show_change_link = False

    @admin.display(description="số")
    def printed_number(self, entry: RegisterEntry) -> str:
        return entry.printed_number

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegisterEntry]:
        return super().get_queryset(request).select_related("taken_by")


class NumberSeriesForm(forms.ModelForm):
    class Meta:
        model = NumberSeries
        fields = "__all__"  # noqa: DJ007 -- the administrator sees every column

    def clean_counted_in(self) -> NumberSeries | None:
        """Numbers already given keep their book: two series are joined while this one is empty."""
        chosen = self.cleaned_data["counted_in"]
        if chosen is None or chosen.pk == self.initial.get("counted_in"):
            return chosen
        if chosen.pk == self.instance.pk or chosen.counted_in_id:
            raise forms.ValidationError("Hãy chọn dãy tự đánh số, không phải dãy đánh số nhờ.")
        year = timezone.localdate().year
        own = self.instance.registers if self.instance.pk else Register.objects.none()
        if self.instance.pk and own.filter(year__gte=year, last_number__gt=0).exists():
            raise forms.ValidationError(
                f"Sổ năm {year} của dãy này đã cấp số; chỉ gộp được trước khi cấp số đầu năm."
            )
        return chosen


@admin.register(NumberSeries)
class NumberSeriesAdmin(Kept, Journalled):
    """Which papers count together. A series comes into being with its first paper, or here."""

    form = NumberSeriesForm
    list_display = ("name", "kind", "owner_name", "symbol", "counted_in", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("counted_in",)
    search_fields = ("name", "owner_name", "symbol", "key")
    autocomplete_fields = ("counted_in",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else ("key",)


@admin.register(Register)
class RegisterAdmin(Kept, Journalled):
    """Numbers come from issuing. A book begun elsewhere says which was its last number there."""

    list_display = ("name", "series", "year", "last_number", "lines")
    list_filter = ("year",)
    list_select_related = ("series",)
    search_fields = ("name", "series__key", "series__owner_name")
    fields = ("series", "name", "year", "begins_after", "last_number")
    autocomplete_fields = ("series",)
    inlines = (RegisterEntryInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Register]:
        return super().get_queryset(request).annotate(line_count=Count("entries"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ("last_number",)
        has_lines = obj.entries.exists()
        return ("series", "year", "last_number", *(("begins_after",) if has_lines else ()))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "begins_after" in form.changed_data:
            obj.last_number = obj.begins_after
        super().save_model(request, obj, form, change)

    @admin.display(description="số dòng")
    def lines(self, register: Register) -> int:
        return register.line_count


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnly, Journalled):
    list_display = ("at", "actor", "sentence", "reason", "chain")
    list_filter = (("actor", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("actor",)
    search_fields = ("chain", "sentence", "label")
    search_help_text = "Mã cuộc, tên đối tượng hoặc diễn giải."
    date_hierarchy = "at"


@admin.register(Mail)
class MailAdmin(ReadOnly, Journalled):
    """What failed may go back into the box: only a person can know that it did not arrive."""

    list_display = ("person", "subject", "day", "state", "sent_at", "error")
    list_filter = ("state", "day")
    list_select_related = ("person",)
    search_fields = ("person__full_name", "subject")
    actions = ("send_again",)

    @admin.action(description="Cho gửi lại thư không gửi được")
    def send_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        for mail in queryset.filter(state=Mail.State.FAILED):
            self.log_change(request, mail, "Cho gửi lại.")
        count = mails.send_again(queryset)
        self.message_user(request, f"Đã đưa {count} thư vào hàng chờ gửi.")


@admin.register(Job)
class JobAdmin(ReadOnly, Journalled):
    list_display = (
        "title",
        "kind",
        "state",
        "progress",
        "attempts",
        "asked_by",
        "asked_at",
        "ended_at",
    )
    list_filter = ("state", "kind")
    list_select_related = ("asked_by",)
    search_fields = ("title", "key")


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnly, Journalled):
    list_display = ("sha256", "content_type", "size_in_words", "scan", "created_at")
    list_filter = ("scan", "content_type")
    search_fields = ("sha256",)

    @admin.display(description="kích thước", ordering="size")
    def size_in_words(self, stored: StoredFile) -> str:
        return filesizeformat(stored.size)
