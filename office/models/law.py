"""The law library: documents, provisions, and the time limits they set."""

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


class Regime(models.Model):
    """The body of law a case lives under, frozen by the date of its decision."""

    class CaseKind(models.TextChoices):
        INSPECTION = "inspection", "Thanh tra"
        CHECK = "check", "Kiểm tra"

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên chế độ", max_length=200)
    case_kind = models.CharField("loại cuộc", max_length=20, choices=CaseKind.choices)
    decided_from = models.DateField("áp dụng cho quyết định từ ngày")
    decided_to = models.DateField("đến ngày", null=True, blank=True)
    law = models.ForeignKey(
        LegalDocument, models.PROTECT, verbose_name="văn bản gốc", null=True, blank=True
    )
    chosen_by_hand = models.BooleanField(
        "chỉ áp dụng khi được chọn",
        default=False,
        help_text="Ngày quyết định không đủ để biết, như kiểm tra chuyên ngành.",
    )
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "chế độ pháp lý"
        verbose_name_plural = "chế độ pháp lý"
        ordering = ("case_kind", "decided_from")
        constraints = [
            models.CheckConstraint(
                name="regime_ends_after_it_begins",
                condition=Q(decided_to__isnull=True) | Q(decided_to__gte=F("decided_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TimeLimit(models.Model):
    """How long a step may take under a regime, at a level, and which article says so."""

    class DayKind(models.TextChoices):
        CALENDAR = "calendar", "ngày"
        WORKING = "working", "ngày làm việc"

    class Event(models.TextChoices):
        DECIDED = "decided", "ký quyết định"
        ANNOUNCED = "announced", "công bố quyết định"
        ON_SITE_ENDED = "on_site_ended", "kết thúc thanh tra trực tiếp"
        REPORT_RECEIVED = "report_received", "nhận báo cáo kết quả"
        DRAFT_ORDERED = "draft_ordered", "giao xây dựng dự thảo"
        DRAFT_RECEIVED = "draft_received", "nhận dự thảo kết luận"
        CONCLUDED = "concluded", "ký kết luận"
        CONCLUSION_RECEIVED = "conclusion_received", "nhận kết luận và văn bản kiến nghị"
        PUBLISHED = "published", "công khai kết luận"

    class Step(models.TextChoices):
        ANNOUNCE = "announce", "Công bố quyết định"
        ON_SITE = "on_site", "Thời hạn thanh tra"
        RESULT_REPORT = "result_report", "Báo cáo kết quả"
        ORDER_DRAFT = "order_draft", "Giao xây dựng dự thảo kết luận"
        DRAFT_CONCLUSION = "draft_conclusion", "Xây dựng dự thảo kết luận"
        CONCLUDE = "conclude", "Ban hành kết luận"
        PUBLISH = "publish", "Công khai kết luận"
        DIRECT = "direct", "Văn bản chỉ đạo thực hiện kết luận"

    regime = models.ForeignKey(
        Regime, models.PROTECT, verbose_name="chế độ", related_name="time_limits"
    )
    step = models.CharField("bước", max_length=30, choices=Step.choices)
    level = models.CharField("cấp", max_length=20, blank=True, help_text="Để trống: mọi cấp.")
    counted_from = models.CharField("tính từ", max_length=20, choices=Event.choices)
    days = models.PositiveSmallIntegerField("số ngày")
    day_kind = models.CharField("cách tính", max_length=10, choices=DayKind.choices)
    extension_days = models.PositiveSmallIntegerField("gia hạn lần một", default=0)
    second_extension_days = models.PositiveSmallIntegerField("gia hạn lần hai", default=0)
    provision = models.ForeignKey(LegalProvision, models.PROTECT, verbose_name="căn cứ")
    is_verified = models.BooleanField(
        "đã đối chiếu văn bản", default=False, help_text="Chưa đối chiếu thì màn hình nói rõ."
    )

    class Meta:
        verbose_name = "thời hạn theo luật"
        verbose_name_plural = "thời hạn theo luật"
        ordering = ("regime", "step", "level")
        constraints = [
            models.UniqueConstraint(
                fields=("regime", "step", "level"),
                name="one_limit_a_step_and_level",
                violation_error_message="Chế độ này đã có thời hạn cho bước và cấp đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.days} {self.get_day_kind_display()}"
