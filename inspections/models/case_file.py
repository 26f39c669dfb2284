"""The file of a case (hồ sơ): which papers it needs, what lies in it, how long it is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inspections.choices import CaseKind, CountedFrom, FileStage, Receiver
from inspections.models.inspection import Inspection
from inspections.models.team import AuditedUnit
from office.models import LegalProvision, Regime, StoredFile


class RequiredPaper(models.Model):
    """One paper that a file must or may hold. Rows are data: the administrator keeps them."""

    code = models.SlugField(
        "mã giấy tờ", max_length=40, help_text="Giấy tờ lập trong hệ thống tự điền theo mã này."
    )
    name = models.CharField("giấy tờ", max_length=200)
    case_kind = models.CharField("loại cuộc", max_length=20, choices=CaseKind.choices)
    regime = models.ForeignKey(
        Regime,
        models.PROTECT,
        verbose_name="chế độ pháp lý",
        null=True,
        blank=True,
        help_text="Để trống: mọi chế độ của loại cuộc, trừ chế độ có dòng riêng cho mã này.",
    )
    stage = models.CharField("giai đoạn", max_length=20, choices=FileStage.choices)
    signed_by = models.CharField("người ký", max_length=200, blank=True)
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="căn cứ", null=True, blank=True
    )
    basis = models.CharField(
        "căn cứ khác", max_length=300, blank=True, help_text="Khi thư viện chưa có điều khoản."
    )
    is_mandatory = models.BooleanField("bắt buộc", default=True)
    per_unit = models.BooleanField("mỗi đơn vị một bản", default=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    is_verified = models.BooleanField("đã đối chiếu văn bản", default=False)

    class Meta:
        verbose_name = "giấy tờ phải có"
        verbose_name_plural = "giấy tờ phải có trong hồ sơ"
        ordering = ("case_kind", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("code", "case_kind", "regime"),
                name="a_paper_is_required_once_a_regime",
                nulls_distinct=False,
                violation_error_message="Chế độ này đã có giấy tờ mang mã đó.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CaseFile(models.Model):
    """What is decided of the whole file: grave or not, closed when, kept how long."""

    inspection = models.OneToOneField(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="case_file"
    )
    is_serious = models.BooleanField("vụ việc nghiêm trọng", default=False)
    symbol = models.CharField("ký hiệu hồ sơ", max_length=60, blank=True)
    closed_on = models.DateField("ngày kết thúc hồ sơ", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người kết thúc hồ sơ",
        related_name="+",
        null=True,
        blank=True,
    )
    # What the index said on that day: lines of inspections.filing.IndexLine.
    index = models.JSONField("mục lục khi kết thúc", default=list, blank=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    class Meta:
        verbose_name = "hồ sơ cuộc"
        verbose_name_plural = "hồ sơ cuộc"
        ordering = ("-inspection_id",)
        constraints = [
            models.CheckConstraint(
                name="a_closed_file_says_by_whom",
                condition=Q(closed_on__isnull=True) | Q(closed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Hồ sơ {self.inspection.in_sentence}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class CaseFileItem(models.Model):
    """A paper that was not made here and was put into the file: a scan, or a note where it lies."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="file_items"
    )
    required = models.ForeignKey(
        RequiredPaper,
        models.PROTECT,
        verbose_name="giấy tờ phải có",
        null=True,
        blank=True,
        related_name="items",
    )
    unit = models.ForeignKey(
        AuditedUnit, models.PROTECT, verbose_name="đơn vị", null=True, blank=True, related_name="+"
    )
    title = models.CharField("tên giấy tờ", max_length=300)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    author = models.CharField("tác giả", max_length=200, blank=True)
    is_signed = models.BooleanField("đã ký đủ", default=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name="tệp", null=True, blank=True, related_name="+"
    )
    file_name = models.CharField("tên tệp", max_length=255, blank=True)
    kept_at = models.CharField(
        "nơi để bản giấy", max_length=200, blank=True, help_text="Khi không có bản quét."
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người bổ sung", related_name="+"
    )
    filed_at = models.DateTimeField("bổ sung lúc", auto_now_add=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "giấy tờ trong hồ sơ"
        verbose_name_plural = "giấy tờ trong hồ sơ"
        ordering = ("-inspection_id", "dated_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="a_paper_on_file_lies_somewhere",
                condition=Q(file__isnull=False) | ~Q(kept_at=""),
                violation_error_message="Hãy tải bản quét lên hoặc ghi nơi để bản giấy.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PaperWaiver(models.Model):
    """A paper that this case does not need, and why."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="paper_waivers"
    )
    required = models.ForeignKey(
        RequiredPaper, models.PROTECT, verbose_name="giấy tờ phải có", related_name="waivers"
    )
    unit = models.ForeignKey(
        AuditedUnit, models.PROTECT, verbose_name="đơn vị", null=True, blank=True, related_name="+"
    )
    reason = models.CharField("lý do không cần", max_length=500)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    waived_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "giấy tờ không cần"
        verbose_name_plural = "giấy tờ không cần"
        ordering = ("-inspection_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "required", "unit"),
                name="a_paper_is_waived_once",
                nulls_distinct=False,
                violation_error_message="Giấy tờ này đã được ghi là không cần.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.required}: không cần"


class SheetCount(models.Model):
    """How many sheets a paper of the index has, counted by hand."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="sheet_counts"
    )
    paper = models.CharField("giấy tờ", max_length=120, help_text="app.model:khóa")
    sheets = models.PositiveSmallIntegerField("số tờ")

    class Meta:
        verbose_name = "số tờ"
        verbose_name_plural = "số tờ"
        ordering = ("-inspection_id", "paper")
        constraints = [
            models.UniqueConstraint(fields=("inspection", "paper"), name="a_paper_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheets} tờ"


class RetentionRule(models.Model):
    """How long a file is kept, by the day on which it was closed."""

    is_serious = models.BooleanField("vụ việc nghiêm trọng")
    years = models.PositiveSmallIntegerField(
        "số năm", null=True, blank=True, help_text="Để trống: vĩnh viễn."
    )
    provision = models.ForeignKey(LegalProvision, models.PROTECT, verbose_name="căn cứ")
    closed_from = models.DateField("hồ sơ kết thúc từ ngày")
    closed_to = models.DateField("đến ngày", null=True, blank=True)
    is_verified = models.BooleanField("đã đối chiếu văn bản", default=False)

    class Meta:
        verbose_name = "thời hạn bảo quản"
        verbose_name_plural = "thời hạn bảo quản"
        ordering = ("closed_from", "is_serious", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("is_serious", "closed_from"),
                name="one_retention_rule_a_day",
                violation_error_message="Đã có thời hạn bảo quản từ ngày đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.years} năm" if self.years else "Vĩnh viễn"


class HandOverRule(models.Model):
    """Until when a file is handed to its next keeper."""

    receiver = models.CharField("bên nhận", max_length=20, choices=Receiver.choices)
    days = models.PositiveSmallIntegerField("số ngày")
    counted_from = models.CharField("tính từ", max_length=20, choices=CountedFrom.choices)
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="căn cứ", null=True, blank=True
    )
    basis = models.CharField("căn cứ khác", max_length=300, blank=True)
    in_force_from = models.DateField("áp dụng từ ngày")
    in_force_to = models.DateField("đến ngày", null=True, blank=True)
    is_verified = models.BooleanField("đã đối chiếu văn bản", default=False)

    class Meta:
        verbose_name = "hạn bàn giao hồ sơ"
        verbose_name_plural = "hạn bàn giao hồ sơ"
        ordering = ("receiver", "in_force_from")
        constraints = [
            models.UniqueConstraint(
                fields=("receiver", "in_force_from"),
                name="one_hand_over_rule_a_day",
                violation_error_message="Đã có hạn bàn giao cho bên nhận từ ngày đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_receiver_display()}: {self.days} ngày"


class HandOver(models.Model):
    """The file changes hands (biên bản bàn giao hồ sơ): who gave, who received, when, how much."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="hand_overs"
    )
    receiver = models.CharField("bên nhận", max_length=20, choices=Receiver.choices)
    happened_on = models.DateField("ngày bàn giao")
    office = models.CharField("cơ quan, bộ phận nhận", max_length=200)
    receiver_name = models.CharField("người nhận", max_length=150)
    receiver_post = models.CharField("chức vụ người nhận", max_length=200, blank=True)
    giver_name = models.CharField("người giao", max_length=150)
    giver_post = models.CharField("chức vụ người giao", max_length=200, blank=True)
    papers = models.PositiveSmallIntegerField("số văn bản")
    sheets = models.PositiveIntegerField("số tờ", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("số bản của biên bản", default=2)
    note = models.CharField("tình trạng hồ sơ, ghi chú", max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bàn giao hồ sơ"
        verbose_name_plural = "bàn giao hồ sơ"
        ordering = ("-inspection_id", "happened_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "receiver"),
                name="a_file_is_handed_to_a_receiver_once",
                violation_error_message="Hồ sơ đã bàn giao cho bên nhận này.",
            )
        ]

    def __str__(self) -> str:
        return f"Bàn giao hồ sơ cho {self.office} ngày {self.happened_on:%d/%m/%Y}"
