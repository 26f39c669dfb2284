"""What proofreading noticed and a person left as it is, with the reason."""

from django.conf import settings
from django.db import models

from reports.models.document import Document


class AcknowledgedRemark(models.Model):
    """One remark on one paper. Other words at that place make another remark, to be seen again."""

    document = models.ForeignKey(
        Document, models.CASCADE, verbose_name="văn bản", related_name="acknowledged_remarks"
    )
    # reports.remarks.key_of: the check, the quoted words and the reason of the remark.
    key = models.CharField("khóa", max_length=32)
    quote = models.TextField("trích")
    told = models.TextField("nhận xét")
    reason = models.TextField("lý do giữ nguyên")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người giữ nguyên", related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lỗi được giữ nguyên"
        verbose_name_plural = "lỗi được giữ nguyên"
        ordering = ("-document_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("document", "key"),
                name="a_remark_is_acknowledged_once",
                violation_error_message="Nhận xét này đã có người giữ nguyên.",
            )
        ]

    def __str__(self) -> str:
        return f"Giữ nguyên “{self.quote[:60]}”"
