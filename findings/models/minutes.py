"""Minutes (biên bản): what was done with a unit, who took part, who signed or would not."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from findings.choices import MinutesKind, MinutesState, Side
from inspections.models import AuditedUnit, Inspection
from office.models import StoredFile


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "MinutesQuerySet":
        return self.filter(inspection__in=Inspection.objects.visible_to(user))

    def standing(self) -> "MinutesQuerySet":
        """Those that count: everything but what was dropped."""
        return self.exclude(state=MinutesState.DROPPED)


class Minutes(models.Model):
    """One biên bản. Its text is fixed when signing begins, all of it when everybody has signed."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="minutes"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    kind = models.CharField("loại biên bản", max_length=20, choices=MinutesKind.choices)
    state = models.CharField(
        "trạng thái", max_length=20, choices=MinutesState.choices, default=MinutesState.WRITING
    )
    unit = models.ForeignKey(
        AuditedUnit,
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="minutes",
        null=True,
        blank=True,
    )
    place = models.CharField("địa điểm", max_length=300)
    opened_at = models.DateTimeField("bắt đầu lúc")
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    content = models.TextField("nội dung", blank=True)
    copies = models.PositiveSmallIntegerField("số bản", default=2)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "biên bản"
        verbose_name_plural = "biên bản"
        ordering = ("-inspection_id", "opened_at", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "number"), name="minutes_number_is_unique_in_its_case"
            ),
            models.CheckConstraint(
                name="minutes_end_after_they_begin",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                violation_error_message="Biên bản kết thúc trước khi bắt đầu.",
            ),
            models.CheckConstraint(
                name="minutes_to_sign_have_an_end",
                condition=Q(state__in=("writing", "dropped")) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Biên bản {self.get_kind_display().lower()} số {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("findings:minutes_detail", args=[self.inspection.code, self.number])

    @property
    def is_text_open(self) -> bool:
        return self.state == MinutesState.WRITING


class MinutesParty(models.Model):
    """One person who took part, and his signature or refusal."""

    minutes = models.ForeignKey(
        Minutes, models.CASCADE, verbose_name="biên bản", related_name="parties"
    )
    side = models.CharField("bên", max_length=20, choices=Side.choices)
    name = models.CharField("họ và tên", max_length=150)
    post = models.CharField("chức vụ", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    signed_on = models.DateField("ký ngày", null=True, blank=True)
    refused_reason = models.CharField("lý do không ký", max_length=500, blank=True)

    class Meta:
        verbose_name = "người tham gia biên bản"
        verbose_name_plural = "người tham gia biên bản"
        ordering = ("minutes", "position", "pk")
        constraints = [
            models.CheckConstraint(
                name="who_signed_did_not_refuse",
                condition=Q(signed_on__isnull=True) | Q(refused_reason=""),
                violation_error_message="Một người hoặc đã ký, hoặc từ chối ký.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name

    @property
    def has_refused(self) -> bool:
        return bool(self.refused_reason)

    @property
    def is_settled(self) -> bool:
        return self.signed_on is not None or self.has_refused


class MinutesFile(models.Model):
    """A file that belongs to the minutes: what was handed over, or the scan with the signatures."""

    minutes = models.ForeignKey(
        Minutes, models.PROTECT, verbose_name="biên bản", related_name="files"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="tệp", related_name="+")
    file_name = models.CharField("tên tệp", max_length=255)
    is_signed_scan = models.BooleanField("bản quét có chữ ký", default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tải lên", related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tệp của biên bản"
        verbose_name_plural = "tệp của biên bản"
        ordering = ("minutes", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("minutes", "file"),
                name="minutes_keep_a_file_once",
                violation_error_message="Biên bản đã có tệp này.",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
