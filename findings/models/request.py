"""What the team asks of a unit, and what the unit answers (yêu cầu cung cấp, giải trình)."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Role
from findings.choices import RequestKind, RequestState, View
from findings.models.finding import Finding
from inspections.models import AuditedUnit, Inspection
from office.models import StoredFile


class RequestQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "RequestQuerySet":
        """For who sees the case; the other side of the table is `addressed_to`."""
        return self.filter(inspection__in=Inspection.objects.visible_to(user))

    def addressed_to(self, user: Any) -> "RequestQuerySet":
        """What was sent to the units for which this person speaks today."""
        if not user.has_role(Role.UNIT_CONTACT):
            return self.none()
        return self.filter(unit__unit__contacts__person=user).exclude(state=RequestState.DRAFT)


class UnitRequest(models.Model):
    """One request to one unit with its due date."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="unit_requests"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    kind = models.CharField("loại yêu cầu", max_length=20, choices=RequestKind.choices)
    state = models.CharField(
        "trạng thái", max_length=20, choices=RequestState.choices, default=RequestState.DRAFT
    )
    unit = models.ForeignKey(
        AuditedUnit, models.PROTECT, verbose_name="đơn vị", related_name="requests"
    )
    text = models.TextField("nội dung yêu cầu")
    paper = models.CharField(
        "theo công văn", max_length=200, blank=True, help_text="Số, ký hiệu, ngày, nếu có."
    )
    findings = models.ManyToManyField(
        Finding, verbose_name="phát hiện liên quan", blank=True, related_name="requests"
    )
    due_on = models.DateField("hạn trả lời")
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người soạn", related_name="+"
    )
    created_at = models.DateTimeField("soạn lúc", auto_now_add=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu gửi đơn vị"
        verbose_name_plural = "yêu cầu gửi đơn vị"
        ordering = ("-inspection_id", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "number"), name="request_number_is_unique_in_its_case"
            ),
            models.CheckConstraint(
                name="a_sent_request_has_its_day",
                condition=Q(state="draft") | Q(state="withdrawn") | Q(sent_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Yêu cầu {self.get_kind_display().lower()} số {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("findings:request", args=[self.inspection.code, self.number])

    @property
    def waits(self) -> bool:
        return self.state == RequestState.SENT

    def days_late(self, today: datetime.date) -> int:
        """Days after the due date on which it was answered, or is still waited for; 0 in time."""
        until = today if self.waits else self.answered_on
        return max((until - self.due_on).days, 0) if until else 0


class RequestExtension(models.Model):
    """The unit asks for more time; the team grants it or not."""

    request = models.ForeignKey(
        UnitRequest, models.PROTECT, verbose_name="yêu cầu", related_name="extensions"
    )
    asked_until = models.DateField("xin lùi hạn đến ngày")
    reason = models.CharField("lý do", max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xin", related_name="+"
    )
    asked_at = models.DateTimeField("xin lúc", auto_now_add=True)
    granted = models.BooleanField("đồng ý", null=True, blank=True)
    note = models.CharField("ý kiến", max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người quyết định",
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    class Meta:
        verbose_name = "xin lùi hạn trả lời"
        verbose_name_plural = "xin lùi hạn trả lời"
        ordering = ("request", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("request",),
                condition=Q(granted__isnull=True),
                name="one_extension_is_asked_at_a_time",
                violation_error_message="Đơn vị đã xin lùi hạn và đang chờ trả lời.",
            ),
            models.CheckConstraint(
                name="a_decided_extension_says_by_whom",
                condition=Q(granted__isnull=True) | Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Xin lùi hạn đến {self.asked_until:%d/%m/%Y}"


class Explanation(models.Model):
    """What the unit answered, and what the team makes of it. Never changed once given."""

    request = models.ForeignKey(
        UnitRequest, models.PROTECT, verbose_name="yêu cầu", related_name="explanations"
    )
    text = models.TextField("nội dung trả lời")
    paper = models.CharField("theo văn bản của đơn vị", max_length=200, blank=True)
    dated_on = models.DateField("ngày văn bản")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người gửi", related_name="+"
    )
    given_at = models.DateTimeField("gửi lúc", auto_now_add=True)
    on_behalf = models.BooleanField("đoàn nhập từ văn bản giấy", default=False)
    view = models.CharField("ý kiến của đoàn", max_length=20, choices=View.choices, blank=True)
    view_text = models.TextField("lý do, nhận xét", blank=True)
    viewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người xem xét",
        related_name="+",
        null=True,
        blank=True,
    )
    viewed_at = models.DateTimeField("xem xét lúc", null=True, blank=True)

    class Meta:
        verbose_name = "giải trình"
        verbose_name_plural = "giải trình"
        ordering = ("request", "pk")
        constraints = [
            models.CheckConstraint(
                name="a_weighed_explanation_says_by_whom",
                condition=Q(view="") | Q(viewed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Trả lời ngày {self.dated_on:%d/%m/%Y}"


class RequestFile(models.Model):
    """A file of a request: sent along by the team, or given with an explanation."""

    request = models.ForeignKey(
        UnitRequest, models.PROTECT, verbose_name="yêu cầu", related_name="files"
    )
    explanation = models.ForeignKey(
        Explanation,
        models.PROTECT,
        verbose_name="giải trình",
        related_name="files",
        null=True,
        blank=True,
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="tệp", related_name="+")
    file_name = models.CharField("tên tệp", max_length=255)

    class Meta:
        verbose_name = "tệp của yêu cầu"
        verbose_name_plural = "tệp của yêu cầu"
        ordering = ("request", "pk")

    def __str__(self) -> str:
        return self.file_name
