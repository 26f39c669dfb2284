"""The administrator's pages of people: who they are, which roles they hold, for whom they sign."""

from copy import copy
from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts import delegating
from accounts.models import Department, Role, RoleGrant, SigningDelegation, User
from office.administering import ForAdministrators, Journalled, Kept, Rows
from office.text import search_key

# The sign-in library's own list of addresses; a person's address stands with the person.
admin.site.unregister(EmailAddress)


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "full_name", "post", "department")


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


class DelegationAdminForm(forms.ModelForm):
    """The administrator writes down what the chief has signed; the same rules hold."""

    class Meta:
        model = SigningDelegation
        fields = (
            "signer", "authority", "on_behalf_of", "signer_post", "valid_from", "valid_until",
            "document", "given_by",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        # In the page of a person the signer is that person, whom the formset has set.
        if all(said.get(name) for name in ("authority", "on_behalf_of", "valid_from")):
            row = copy(self.instance)
            for name in ("authority", "on_behalf_of", "valid_from", "valid_until", "document"):
                setattr(row, name, said.get(name))
            row.signer_id = said["signer"].pk if said.get("signer") else row.signer_id
            row.given_by = said.get("given_by")
            for problem in delegating.problems_of(row) if row.signer_id else ():
                name = problem.mend.removeprefix("#id_")
                self.add_error(name if name in self.fields else None, problem.text)
        return said


class RoleGrantInline(Kept, Rows):
    """A role ends by its date; the row stays, for the journal of last year must still read right."""

    model = RoleGrant
    verbose_name_plural = "vai trò được giao (kết thúc bằng ngày, không xóa)"


class SigningDelegationInline(Kept, Rows):
    model = SigningDelegation
    form = DelegationAdminForm
    fk_name = "signer"
    verbose_name_plural = "ủy quyền ký (kết thúc bằng ngày, không xóa)"


class RoleToday(admin.SimpleListFilter):
    title = "vai trò hiện nay"
    parameter_name = "vai-tro"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if not self.value():
            return queryset
        today = timezone.localdate()
        grants = RoleGrant.objects.held_on(today).filter(role=self.value())
        return queryset.filter(pk__in=grants.values("person"))


@admin.register(User)
class PersonAdmin(Kept, Journalled, UserAdmin):
    """A person leaves by being switched off; what he did keeps his name."""

    form = PersonForm
    add_form = NewPersonForm
    list_display = ("full_name", "username", "post", "department", "roles_today", "is_active")
    list_filter = (RoleToday, "department", "is_active")
    list_select_related = ("department",)
    search_fields = ("full_name", "username", "post")
    search_help_text = "Họ tên (không cần dấu), tên đăng nhập hoặc chức vụ."
    ordering = ("full_name", "pk")
    filter_horizontal = ()
    autocomplete_fields = ("department",)
    readonly_fields = ("last_login", "date_joined")
    inlines = (RoleGrantInline, SigningDelegationInline)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Người dùng", {"fields": ("full_name", "post", "department", "email")}),
        ("Đăng nhập", {"fields": ("is_active", "is_staff", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username", "full_name", "post", "department", "usable_password",
                    "password1", "password2",
                ),
            },
        ),
    )  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return found
        return (*found, ("Toàn quyền", {"fields": ("is_superuser",), "classes": ("collapse",)}))

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.inlines

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("role_grants")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """An office has hundreds of people, so names without accents are compared here."""
        words = search_key(search_term).split()
        if not words:
            return queryset, False
        found = [
            key
            for key, *texts in User.objects.order_by("pk").values_list(
                "pk", "full_name", "username", "post"
            )
            if all(word in search_key(" ".join(texts)) for word in words)
        ]
        return queryset.filter(pk__in=found), False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who does not hold full power must not take the account of one who does."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description="vai trò hiện nay")
    def roles_today(self, person: User) -> str:
        held = person.roles_on(timezone.localdate())
        return ", ".join(str(role.label) for role in Role if role in held)


@admin.register(Department)
class DepartmentAdmin(ForAdministrators, Journalled):
    list_display = ("name", "short_name", "people")
    search_fields = ("name", "short_name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Department]:
        return super().get_queryset(request).annotate(person_count=Count("user"))

    @admin.display(description="số người")
    def people(self, department: Department) -> int:
        return department.person_count


@admin.register(SigningDelegation)
class SigningDelegationAdmin(Kept, Journalled):
    form = DelegationAdminForm
    list_display = ("signer", "authority", "on_behalf_of", "valid_from", "valid_until", "document")
    list_filter = ("authority",)
    list_select_related = ("signer",)
    search_fields = ("signer__full_name", "on_behalf_of")
    autocomplete_fields = ("signer", "given_by")
