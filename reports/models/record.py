"""A paper that is not at hand, known from an account of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from inspections.models import Inspection, sees_every_case
from office.models import StoredFile


class PaperRecordQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "PaperRecordQuerySet":
        """Those of the cases that this person may see."""
        if sees_every_case(user):
            return self
        return self.filter(inspection__in=Inspection.objects.visible_to(user))


class PaperRecord(models.Model):
    """What an account (bài viết, thông cáo) tells of a paper, with the account as a file."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="paper_records"
    )
    number = models.PositiveIntegerField("số thứ tự trong cuộc")
    kind = models.CharField("tên loại", max_length=60)
    label = models.CharField("số, ký hiệu", max_length=80, blank=True)
    dated_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    subject = models.TextField("trích yếu", max_length=1000, blank=True)
    on_site_from = models.DateField("làm việc trực tiếp từ", null=True, blank=True)
    on_site_to = models.DateField("đến", null=True, blank=True)
    published_on = models.DateField("ngày đăng", null=True, blank=True)
    source = models.CharField("nguồn", max_length=500, blank=True)
    # What is told of units and asked of them: reports.importing.account.Account as JSON.
    told = models.JSONField("nội dung được nêu", default=dict)
    doubts = models.JSONField("chỗ chưa chắc", default=list, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="tệp gốc", related_name="+")
    file_name = models.CharField("tên tệp", max_length=255)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập phiếu", related_name="+"
    )
    recorded_at = models.DateTimeField("lập lúc", auto_now_add=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = PaperRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu văn bản"
        verbose_name_plural = "phiếu văn bản"
        ordering = ("-inspection_id", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "number"), name="a_record_has_its_number_in_the_case"
            ),
            models.CheckConstraint(
                name="record_visit_ends_after_it_begins",
                condition=models.Q(on_site_from__isnull=True)
                | models.Q(on_site_to__isnull=True)
                | models.Q(on_site_to__gte=models.F("on_site_from")),
                violation_error_message="Ngày kết thúc làm việc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}".strip()

    def get_absolute_url(self) -> str:
        return reverse("reports:record", args=[self.inspection.code, self.number])
