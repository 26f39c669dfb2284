"""What every page of the administrator has: who may come, and a line in the journal for each act."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from office import journal

ADMIN_ROLE = "admin"


def is_administrator(user: Any) -> bool:
    """The administrator; and the first person of a new house, who has no role yet."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return False
    return user.is_superuser or ADMIN_ROLE in user.roles


def may_administer(request: HttpRequest) -> bool:
    """Whether the pages of the administrator open to whoever asks."""
    return is_administrator(request.user)


class ForAdministrators:
    """Rights follow the dated role, not Django's table of permissions."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request)


class ReadOnly(ForAdministrators):
    """Shown, never touched: what rules and the clock write."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Kept(ForAdministrators):
    """May be added and corrected, never deleted: cases and papers point to it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NamedRows(BaseInlineFormSet):
    """Fields in the rows of a table say their name aloud; Django leaves it to the column's head."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = "dòng mới" if index is None else f"dòng {index + 1}"
        for name, field in form.fields.items():
            # Where a “+” stands beside it, the widget that is written stands inside another.
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = f"{field.label or name}, {row}"


class Rows(admin.TabularInline):
    """A table of rows to write in."""

    formset = NamedRows
    extra = 0


class Journalled(admin.ModelAdmin):
    """Each change made in these pages has its line in the journal of the office."""

    list_per_page = 50
    show_full_result_count = False
    empty_value_display = "–"

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._tell(request, obj, "admin_add", "Thêm", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._tell(request, obj, "admin_change", "Sửa", message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._tell(request, obj, "admin_delete", "Xóa", [])
        return super().log_deletions(request, queryset)

    def _tell(self, request: HttpRequest, obj: Model, verb: str, word: str, message: Any) -> None:
        journal.record(
            actor=request.user,
            verb=verb,
            about=obj,
            sentence=f"{word} {self.opts.verbose_name} “{obj}”.",
            changes={"what": message} if message else {},
        )
