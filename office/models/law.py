"""The law library: documents and their provisions."""

import datetime

from django.db import models
from django.db.models import F, Q


class InForceQuerySet(models.QuerySet):
    def in_force_on(self, day: datetime.date) -> "InForceQuerySet":
        return self.filter(
            Q(in_force_from__lte=day), Q(in_force_to__isnull=True) | Q(in_force_to__gte=day)
        )


class LegalDocument(models.Model):
    """A law, decree or circular. Its title is printed as the office cites it."""

    class Kind(models.TextChoices):
        LAW = "law", "Luật"
        ORDINANCE = "ordinance", "Pháp lệnh"
        DECREE = "decree", "Nghị định"
        CIRCULAR = "circular", "Thông tư"
        DECISION = "decision", "Quyết định"
        RESOLUTION = "resolution", "Nghị quyết"
        DIRECTIVE = "directive", "Chỉ thị"

    kind = models.CharField("loại văn bản", max_length=20, choices=Kind.choices)
    number = models.CharField("số, ký hiệu", max_length=60, unique=True)
    title = models.CharField(
        "tên gọi",
        max_length=500,
        help_text="Như khi viện dẫn: “Luật Thanh tra”, “về xử lý đơn khiếu nại…”.",
    )
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    issued_on = models.DateField("ngày ban hành")
    in_force_from = models.DateField("có hiệu lực từ")
    in_force_to = models.DateField("hết hiệu lực sau ngày", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name="thay thế bởi", null=True, blank=True
    )

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản pháp luật"
        verbose_name_plural = "văn bản pháp luật"
        ordering = ("-issued_on", "number")
        constraints = [
            models.CheckConstraint(
                name="legal_document_ends_after_it_begins",
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def is_law(self) -> bool:
        """Luật, bộ luật and pháp lệnh are cited by name, everything else by number."""
        return self.kind in {self.Kind.LAW, self.Kind.ORDINANCE}

    def is_in_force_on(self, day: datetime.date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


class LegalProvision(models.Model):
    """One điều, khoản or điểm that findings, decisions and time limits point to."""

    document = models.ForeignKey(
        LegalDocument, models.PROTECT, verbose_name="văn bản", related_name="provisions"
    )
    article = models.CharField("điều", max_length=10, blank=True)
    clause = models.CharField("khoản", max_length=10, blank=True)
    point = models.CharField("điểm", max_length=10, blank=True)
    text = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "điều khoản"
        verbose_name_plural = "điều khoản"
        ordering = ("document", "article", "clause", "point")
        constraints = [
            models.UniqueConstraint(
                fields=("document", "article", "clause", "point"),
                name="provision_is_unique_in_its_document",
                violation_error_message="Điều khoản này đã có trong thư viện.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.document}".strip()

    @property
    def place(self) -> str:
        """Phụ lục II NĐ 30/2020: “điểm a khoản 2 Điều 103”, only Điều with a capital."""
        parts = (("điểm", self.point), ("khoản", self.clause), ("Điều", self.article))
        return " ".join(f"{word} {value}" for word, value in parts if value)
