"""Thẩm định: somebody outside the team says in writing what he thinks of a draft conclusion."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.choices import AppraisalState, AppraisalVerdict
from reports.models.document import Document
from reports.models.version import Version


class Appraisal(models.Model):
    """One order to appraise, and the opinion; the opinion names the version that was read."""

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="dự thảo", related_name="appraisals"
    )
    appraiser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người thẩm định",
        related_name="appraisals",
    )
    assignment = models.CharField("theo văn bản giao", max_length=300)
    due_on = models.DateField("thời hạn")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người giao", related_name="+"
    )
    assigned_at = models.DateTimeField("giao lúc", auto_now_add=True)
    state = models.CharField(
        "trạng thái",
        max_length=20,
        choices=AppraisalState.choices,
        default=AppraisalState.ASSIGNED,
    )
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name="bản đã đọc", null=True, blank=True
    )
    verdict = models.CharField(
        "ý kiến", max_length=20, choices=AppraisalVerdict.choices, blank=True
    )
    opinion = models.TextField("nội dung thẩm định", blank=True)
    given_at = models.DateTimeField("cho ý kiến lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thẩm định dự thảo kết luận"
        verbose_name_plural = "thẩm định dự thảo kết luận"
        ordering = ("-document_id", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("document",),
                condition=Q(state="assigned"),
                name="a_draft_lies_with_one_appraiser",
                violation_error_message="Dự thảo này đang được thẩm định.",
            ),
            models.CheckConstraint(
                name="a_given_appraisal_has_verdict_and_version",
                condition=~Q(state="given")
                | (~Q(verdict="") & ~Q(opinion="") & Q(version__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Thẩm định {self.document} của {self.appraiser}"
