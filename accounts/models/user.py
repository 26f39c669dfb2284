"""The people of the office and the contacts of audited units."""

import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from accounts.models.role import Role, RoleGrant
from office.questions import A_DAY, AN_INTEGER, Question

# Every page asks it. A person who is not saved yet holds nothing.
HELD_BY = Question(
    lambda person, day: (
        RoleGrant.objects.filter(person=person).held_on(day).order_by().values_list("role")
    ),
    AN_INTEGER,
    A_DAY,
)


class Department(models.Model):
    """A part of the agency: phòng nghiệp vụ, văn phòng."""

    name = models.CharField("tên phòng, bộ phận", max_length=200, unique=True)
    short_name = models.CharField("tên viết tắt", max_length=30, blank=True)

    class Meta:
        verbose_name = "phòng, bộ phận"
        verbose_name_plural = "phòng, bộ phận"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """One person. A Vietnamese name is one field: it is printed whole, sorted by its last word."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=150)
    post = models.CharField("chức vụ", max_length=150, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name="phòng, bộ phận", null=True, blank=True
    )

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ("full_name", "pk")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else self.username

    def roles_on(self, day: datetime.date) -> frozenset[str]:
        return frozenset(
            grant.role
            for grant in self.role_grants.all()
            if grant.held_from <= day and (grant.held_until is None or day <= grant.held_until)
        )

    @property
    def roles(self) -> frozenset[str]:
        """Roles held today; read once a request (the object lives that long)."""
        if not hasattr(self, "_roles"):
            self._roles = self._held_on(timezone.localdate())
        return self._roles

    def _held_on(self, today: datetime.date) -> frozenset[str]:
        # Of many people, who were read with their grants, none is asked for by himself.
        if "role_grants" in getattr(self, "_prefetched_objects_cache", {}):
            return self.roles_on(today)
        return frozenset(role for (role,) in HELD_BY(self.pk, today))

    @property
    def role_names(self) -> list[str]:
        """The roles of today in words, in the order of Role."""
        return [role.label for role in Role if role in self.roles]

    def has_role(self, *roles: Role) -> bool:
        return self.is_active and any(role in self.roles for role in roles)
