"""The diary of the team (nhật ký đoàn): one entry a day, signed, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inspections.models.inspection import Inspection


class DiaryEntry(models.Model):
    """One day of the team. A database trigger refuses UPDATE and DELETE.

    What was written wrongly is put right by a new entry that points to the old one.
    """

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="diary"
    )
    day = models.DateField("ngày")
    work = models.TextField("công việc đã làm")
    met = models.TextField("cơ quan, người đã làm việc", blank=True)
    directions = models.TextField("ý kiến chỉ đạo", blank=True)
    difficulties = models.TextField("khó khăn, vướng mắc", blank=True)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="đính chính cho",
        null=True,
        blank=True,
        related_name="corrections",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    written_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "trang nhật ký đoàn"
        verbose_name_plural = "nhật ký đoàn"
        ordering = ("-inspection_id", "day", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "day"),
                condition=Q(corrects__isnull=True),
                name="a_day_has_one_diary_entry",
                violation_error_message="Nhật ký đã có trang của ngày này.",
            )
        ]

    def __str__(self) -> str:
        what = "Đính chính nhật ký" if self.corrects_id else "Nhật ký"
        return f"{what} ngày {self.day:%d/%m/%Y}"

    @property
    def is_signed(self) -> bool:
        """Lists select `signature`."""
        return hasattr(self, "signature")


class DiarySignature(models.Model):
    """The leader, or whom he named, stands for the entry. Append-only as the entry is."""

    entry = models.OneToOneField(
        DiaryEntry, models.PROTECT, verbose_name="trang nhật ký", related_name="signature"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ký", related_name="+"
    )
    signed_at = models.DateTimeField("ký lúc", auto_now_add=True)

    class Meta:
        verbose_name = "chữ ký nhật ký"
        verbose_name_plural = "chữ ký nhật ký"
        ordering = ("entry",)

    def __str__(self) -> str:
        return f"{self.signed_by} ký {self.entry}"


class DiaryKeeper(models.Model):
    """Whom the leader named to write the diary, and whether he may sign it too."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="diary_keepers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người được giao", related_name="+"
    )
    may_sign = models.BooleanField("được ký thay trưởng đoàn", default=False)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người giao", related_name="+"
    )
    named_at = models.DateTimeField("giao lúc", auto_now_add=True)
    ended_at = models.DateTimeField("thôi giao lúc", null=True, blank=True)

    class Meta:
        verbose_name = "người ghi nhật ký"
        verbose_name_plural = "người ghi nhật ký"
        ordering = ("-inspection_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "person"),
                condition=Q(ended_at__isnull=True),
                name="a_person_keeps_a_diary_once",
                violation_error_message="Người này đang được giao ghi nhật ký.",
            ),
            models.CheckConstraint(
                name="keeping_ends_after_it_begins",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("named_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
