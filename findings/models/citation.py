"""Documents that a case cites (văn bản viện dẫn): stored once, offered again."""

from django.db import models

from inspections.models import Inspection
from office.text import short_date


class Citation(models.Model):
    """Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về …"""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="citations"
    )
    kind = models.CharField("loại văn bản", max_length=60)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    subject = models.CharField("trích yếu", max_length=500, blank=True)

    class Meta:
        verbose_name = "văn bản viện dẫn"
        verbose_name_plural = "văn bản viện dẫn"
        ordering = ("-inspection_id", "dated_on", "number", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "kind", "number", "dated_on"),
                name="a_cited_document_is_kept_once",
                nulls_distinct=False,
                violation_error_message="Văn bản này đã có trong danh mục viện dẫn.",
            )
        ]

    def __str__(self) -> str:
        return self.in_full

    @property
    def in_full(self) -> str:
        """First mention: kind, number, date, issuer, subject (NĐ 30/2020)."""
        parts = [
            self.in_short,
            f"ngày {short_date(self.dated_on)}" if self.dated_on else "",
            f"của {self.issuer}" if self.issuer else "",
            self.subject,
        ]
        return " ".join(part for part in parts if part)

    @property
    def in_short(self) -> str:
        """Later mentions: kind and number."""
        return f"{self.kind} số {self.number}" if self.number else self.kind
