"""The administrator's pages of the law: documents, regimes, their steps, events and time limits.

A new law is typed in here: its document with the articles, the regime from its first day, the bodies
that may decide, and the steps, each with its limits. Cases decided from that day on live under it.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from office.administering import ForAdministrators, Journalled, Kept, ReadOnly, Rows
from office.models import (
    AppraisalRule,
    CompetentBody,
    LegalDocument,
    LegalEvent,
    LegalProvision,
    LegalStep,
    Regime,
    TimeLimit,
)

# The room of cases owns these words; the office comes before it and cannot ask.
LEVELS = {
    "": "mọi cấp (còn lại)",
    "government": "Thanh tra Chính phủ",
    "ministry": "Bộ, ngành",
    "province": "Tỉnh, thành phố",
    "department": "Sở",
    "district": "Huyện, quận",
    "commune": "Xã, phường",
}


def level_in_words(level: str) -> str:
    return LEVELS.get(level, level)


class TimeLimitForm(forms.ModelForm):
    level = forms.ChoiceField(label="Cấp", choices=list(LEVELS.items()), required=False)

    class Meta:
        model = TimeLimit
        fields = "__all__"  # noqa: DJ007 -- the administrator sees every column


class CompetentBodyForm(forms.ModelForm):
    # A body always has its level; “every level” is for limits.
    level = forms.ChoiceField(label="Cấp", choices=[*LEVELS.items()][1:])

    class Meta:
        model = CompetentBody
        fields = "__all__"  # noqa: DJ007 -- the administrator sees every column


class ProvisionInline(ForAdministrators, Rows):
    model = LegalProvision
    fields = ("article", "clause", "point", "text")


@admin.register(LegalDocument)
class LegalDocumentAdmin(ForAdministrators, Journalled):
    list_display = (
        "number",
        "kind",
        "title",
        "issuer",
        "issued_on",
        "in_force_from",
        "in_force_to",
    )
    list_filter = ("kind", "issuer")
    search_fields = ("number", "title")
    autocomplete_fields = ("replaced_by",)
    date_hierarchy = "issued_on"
    inlines = (ProvisionInline,)


@admin.register(LegalProvision)
class LegalProvisionAdmin(ForAdministrators, Journalled):
    list_display = ("place", "document", "text")
    list_select_related = ("document",)
    search_fields = ("article", "document__number", "document__title", "text")
    search_help_text = "Điều, số hiệu hoặc tên văn bản."
    autocomplete_fields = ("document",)

    @admin.display(description="điều khoản", ordering="article")
    def place(self, provision: LegalProvision) -> str:
        return provision.place


class CompetentBodyInline(ForAdministrators, Rows):
    model = CompetentBody
    form = CompetentBodyForm
    fields = ("level", "name", "head_post", "provision", "is_verified")
    autocomplete_fields = ("provision",)


class StepInline(ReadOnly, admin.TabularInline):
    """Read here in their order, changed on the page of each, where its limits stand."""

    model = LegalStep
    fields = ("position", "name", "done_by", "counted_from", "ends_with", "provision")
    readonly_fields = fields
    ordering = ("position", "pk")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[LegalStep]:
        related = ("counted_from", "ends_with", "provision__document")
        return super().get_queryset(request).select_related(*related)


@admin.register(Regime)
class RegimeAdmin(Kept, Journalled):
    list_display = ("name", "case_kind", "decided_from", "decided_to", "chosen_by_hand", "law")
    list_filter = ("case_kind",)
    list_select_related = ("law",)
    search_fields = ("name", "code")
    autocomplete_fields = ("law",)
    prepopulated_fields = {"code": ("name",)}
    inlines = (CompetentBodyInline, StepInline)


@admin.register(LegalEvent)
class LegalEventAdmin(Kept, Journalled):
    """Cases point to events by their code, so a code stays once it is given."""

    list_display = ("name", "code", "phase", "position", "by_rule")
    list_filter = ("phase", "by_rule")
    search_fields = ("name", "code")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


class TimeLimitInline(ForAdministrators, admin.StackedInline):
    model = TimeLimit
    form = TimeLimitForm
    fields = (
        ("level", "days", "day_kind"),
        ("extension_days", "second_extension_days"),
        ("is_minimum", "includes_first_day"),
        ("provision", "is_verified"),
    )
    autocomplete_fields = ("provision",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[TimeLimit]:
        return super().get_queryset(request).select_related("step", "provision__document")


@admin.register(LegalStep)
class LegalStepAdmin(ForAdministrators, Journalled):
    list_display = ("regime", "position", "name", "done_by", "counted_from", "ends_with")
    list_display_links = ("name",)
    list_filter = ("regime", "done_by")
    list_select_related = ("regime", "counted_from", "ends_with")
    search_fields = ("name", "code", "regime__name")
    search_help_text = "Tên bước hoặc tên chế độ."
    autocomplete_fields = ("regime", "counted_from", "ends_with", "provision")
    inlines = (TimeLimitInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[LegalStep]:
        # Where a step is chosen, it is called by its name and its law.
        return super().get_queryset(request).select_related("regime")


@admin.register(TimeLimit)
class TimeLimitAdmin(ForAdministrators, Journalled):
    form = TimeLimitForm
    list_display = (
        "regime", "step", "level_in_words", "days", "day_kind", "extension_days",
        "second_extension_days", "provision", "is_verified",
    )  # fmt: skip
    list_display_links = ("regime", "step")
    list_filter = ("is_verified", "step__regime")
    list_select_related = ("step__regime", "provision__document")
    search_fields = ("step__name", "step__regime__name")
    autocomplete_fields = ("step", "provision")

    @admin.display(description="chế độ", ordering="step__regime")
    def regime(self, limit: TimeLimit) -> str:
        return str(limit.step.regime)

    @admin.display(description="cấp", ordering="level")
    def level_in_words(self, limit: TimeLimit) -> str:
        return level_in_words(limit.level)


class AppraisalRuleForm(forms.ModelForm):
    level = forms.ChoiceField(label="Cấp", choices=list(LEVELS.items()), required=False)

    class Meta:
        model = AppraisalRule
        fields = ("regime", "level", "is_required", "provision", "is_verified")


@admin.register(AppraisalRule)
class AppraisalRuleAdmin(ForAdministrators, Journalled):
    form = AppraisalRuleForm
    list_display = ("regime", "level_in_words", "is_required", "provision", "is_verified")
    list_filter = ("is_verified", "regime")
    list_select_related = ("regime", "provision__document")
    search_fields = ("regime__name",)
    autocomplete_fields = ("regime", "provision")

    @admin.display(description="cấp", ordering="level")
    def level_in_words(self, rule: AppraisalRule) -> str:
        return level_in_words(rule.level)
