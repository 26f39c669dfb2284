"""The case (cuộc thanh tra, cuộc kiểm tra)."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.models import Role
from inspections.choices import (
    OVER,
    CaseKind,
    CaseState,
    DecisionKind,
    Level,
    MilestoneKind,
    Secrecy,
)
from inspections.models.plan import PlanItem
from inspections.models.team import AuditedUnit, TeamMember
from inspections.models.unit import Unit
from office.models import Regime
from office.text import search_key

# They see every case of the office, but not what is only for those in the case.
OFFICE_WIDE = (Role.CHIEF, Role.DEPUTY, Role.CLERK, Role.APPRAISER, Role.MONITOR)


def sees_every_case(user: Any) -> bool:
    """The chief and the deputies, whatever the secrecy of the case."""
    return user.has_role(Role.CHIEF, Role.DEPUTY)


class InspectionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "InspectionQuerySet":
        """The one place that decides which cases a person may know of."""
        if sees_every_case(user):
            return self
        mine = Exists(TeamMember.objects.filter(inspection=OuterRef("pk"), person=user))
        # Who left the team by decision keeps nothing, also when he opened the case.
        left = Exists(
            TeamMember.ever.filter(inspection=OuterRef("pk"), person=user, left_by__isnull=False)
        )
        own = Q(mine) | (Q(opened_by=user) & ~Q(left))
        if user.has_role(*OFFICE_WIDE):
            return self.filter(Q(secrecy=Secrecy.NORMAL) | own)
        return self.filter(own)

    def known_to_planners(self, user: Any = None) -> "InspectionQuerySet":
        """Cases that count when cases are planned: not those that only their team may know of."""
        known = Q(secrecy=Secrecy.NORMAL)
        return self.filter(
            known | Q(pk__in=Inspection.objects.visible_to(user).values("pk")) if user else known
        )

    def of_member(self, user: Any) -> "InspectionQuerySet":
        return self.filter(
            Exists(TeamMember.objects.filter(inspection=OuterRef("pk"), person=user))
        )

    def matching(self, words: str) -> "InspectionQuerySet":
        """By code, subject, issuer, number of the decision or a unit in scope, without accents."""
        found = self
        for word in search_key(words).split():
            units = AuditedUnit.objects.filter(
                inspection=OuterRef("pk"), unit__search_key__contains=word
            )
            found = found.filter(Q(search_key__contains=word) | Exists(units))
        return found

    def in_progress(self) -> "InspectionQuerySet":
        return self.exclude(state__in=OVER)

    def to_publish(self) -> "InspectionQuerySet":
        """Concluded, and nobody recorded that the conclusion was published."""
        published = Q(milestones__event=MilestoneKind.PUBLISHED)
        return self.filter(state=CaseState.CONCLUDED).exclude(published)


class Inspection(models.Model):
    """One case, of either kind; its regime is frozen by the decision's date."""

    code = models.CharField("mã cuộc", max_length=20, unique=True)
    kind = models.CharField("loại cuộc", max_length=20, choices=CaseKind.choices)
    subject = models.CharField(
        "nội dung cuộc",
        max_length=500,
        help_text="Viết tiếp sau chữ “thanh tra”: “việc thực hiện… tại…”.",
    )
    issuer = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="cơ quan tiến hành", related_name="inspections"
    )
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    regime = models.ForeignKey(
        Regime, models.PROTECT, verbose_name="chế độ pháp lý", null=True, blank=True
    )
    period_from = models.DateField("thời kỳ được thanh tra từ", null=True, blank=True)
    period_to = models.DateField("đến", null=True, blank=True)
    # None: đột xuất, not foreseen by a plan.
    plan_item = models.ForeignKey(
        PlanItem,
        models.PROTECT,
        verbose_name="theo kế hoạch",
        related_name="inspections",
        null=True,
        blank=True,
    )
    secrecy = models.CharField(
        "phạm vi xem", max_length=20, choices=Secrecy.choices, default=Secrecy.NORMAL
    )
    state = models.CharField(
        "trạng thái", max_length=20, choices=CaseState.choices, default=CaseState.PREPARING
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+"
    )
    opened_at = models.DateTimeField("lập lúc", auto_now_add=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)
    search_key = models.CharField("khóa tìm kiếm", max_length=1200, editable=False, default="")

    objects = InspectionQuerySet.as_manager()

    # Told by inspections.folding.tell_pauses where a page shows it.
    is_paused = False

    class Meta:
        verbose_name = "cuộc thanh tra, kiểm tra"
        verbose_name_plural = "cuộc thanh tra, kiểm tra"
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="period_under_inspection_ends_after_it_begins",
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                violation_error_message="Thời kỳ phải kết thúc sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=("plan_item",),
                condition=~Q(state="dropped"),
                name="a_plan_item_has_one_case",
                violation_error_message="Mục này của kế hoạch đã có cuộc.",
            ),
            models.CheckConstraint(
                name="a_decided_case_has_a_regime",
                condition=Q(state__in=("preparing", "dropped")) | Q(regime__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=("-opened_at", "-id"), name="case_newest"),
            GinIndex(fields=("search_key",), opclasses=("gin_trgm_ops",), name="case_key_parts"),
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.code}"

    def save(self, *args, **kwargs) -> None:
        fields = kwargs.get("update_fields")
        if fields is None or "search_key" in fields:
            decision = self.first_decision.label if self.pk and self.first_decision else ""
            words = f"{self.code} {self.subject} {self.issuer} {decision}"
            self.search_key = search_key(words)[:1200]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.code])

    @property
    def word(self) -> str:
        """The words of thanh tra and kiểm tra never mix."""
        return "Cuộc thanh tra" if self.is_inspection else "Cuộc kiểm tra"

    @property
    def in_sentence(self) -> str:
        """“cuộc thanh tra 2026-014”, where str() begins with a capital."""
        return f"{self.word.lower()} {self.code}"

    @property
    def act(self) -> str:
        return "thanh tra" if self.is_inspection else "kiểm tra"

    @property
    def is_inspection(self) -> bool:
        return self.kind == CaseKind.INSPECTION

    @property
    def full_subject(self) -> str:
        return f"{self.act} {self.subject}"

    @property
    def is_planned(self) -> bool:
        """Theo kế hoạch; otherwise đột xuất."""
        return self.plan_item_id is not None

    @property
    def first_decision(self) -> Any:
        """The decision that opens the case, or None. Lists prefetch `decisions`."""
        return next((row for row in self.decisions.all() if row.kind == DecisionKind.FIRST), None)

    def happened_on(self, kind: str) -> datetime.date | None:
        """The day of an event, or None. Lists prefetch `milestones`."""
        found = (row for row in self.milestones.all() if row.event_id == kind)
        return next((row.happened_on for row in found), None)

    @property
    def announced_on(self) -> datetime.date | None:
        return self.happened_on(MilestoneKind.ANNOUNCED)

    @property
    def on_site_ended_on(self) -> datetime.date | None:
        return self.happened_on(MilestoneKind.ON_SITE_ENDED)

    @property
    def concluded_on(self) -> datetime.date | None:
        return self.happened_on(MilestoneKind.CONCLUDED)
