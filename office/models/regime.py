"""What a law makes of a case: who may decide, the steps in order, how long each may last.

All of it is rows, so that the next law is typed in by the administrator. The rules themselves name
only a few events (`TimeLimit.Event`): those that move a case, and those that a paper brings about.
"""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from office.models.law import LegalDocument, LegalProvision


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


class CompetentBody(models.Model):
    """A body that may decide on a case of this regime, at its level."""

    regime = models.ForeignKey(
        Regime, models.CASCADE, verbose_name="chế độ", related_name="competent_bodies"
    )
    level = models.CharField("cấp", max_length=20)
    name = models.CharField("cơ quan", max_length=300)
    head_post = models.CharField("người ra quyết định", max_length=200, blank=True)
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="căn cứ", null=True, blank=True
    )
    is_verified = models.BooleanField("đã đối chiếu văn bản", default=False)

    class Meta:
        verbose_name = "cơ quan có thẩm quyền"
        verbose_name_plural = "cơ quan có thẩm quyền"
        ordering = ("regime", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("regime", "level", "name"),
                name="a_body_is_named_once_a_level",
                violation_error_message="Chế độ này đã có cơ quan đó ở cấp đó.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LegalEvent(models.Model):
    """A fact of a case that has a day: limits are counted from it, steps end with it."""

    class Phase(models.TextChoices):
        """From which state of a case on the event can be recorded."""

        PREPARING = "preparing", "Chuẩn bị"
        DECIDED = "decided", "Từ quyết định đến công bố"
        ON_SITE = "on_site", "Tiến hành trực tiếp"
        REPORTING = "reporting", "Báo cáo, kết luận"
        CONCLUDED = "concluded", "Sau kết luận"

    code = models.SlugField("mã", unique=True)
    name = models.CharField(
        "tên", max_length=200, help_text="Đọc được sau “kể từ ngày”: “công bố quyết định”."
    )
    phase = models.CharField("ghi được từ giai đoạn", max_length=20, choices=Phase.choices)
    position = models.PositiveSmallIntegerField(
        "thứ tự",
        help_text="Việc có thứ tự nhỏ hơn không thể xảy ra sau. Cùng thứ tự: trước, sau đều được.",
    )
    by_rule = models.BooleanField(
        "do văn bản của cuộc ghi",
        default=False,
        help_text="Ngày lấy từ văn bản đã ban hành; người dùng không tự ghi.",
    )

    class Meta:
        verbose_name = "sự kiện của cuộc"
        verbose_name_plural = "sự kiện của cuộc"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name[:1].upper() + self.name[1:]


class LegalStep(models.Model):
    """One step that a law asks for, in the words of that law."""

    class DoneBy(models.TextChoices):
        TEAM = "team", "Đoàn"
        ISSUER = "issuer", "Người ra quyết định"
        OTHERS = "others", "Cơ quan, đơn vị khác"

    regime = models.ForeignKey(Regime, models.PROTECT, verbose_name="chế độ", related_name="steps")
    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên bước", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự")
    done_by = models.CharField("ai làm", max_length=10, choices=DoneBy.choices)
    paper = models.CharField("văn bản", max_length=200, blank=True)
    counted_from = models.ForeignKey(
        LegalEvent,
        models.PROTECT,
        verbose_name="tính từ",
        related_name="begins",
        null=True,
        blank=True,
    )
    ends_with = models.ForeignKey(
        LegalEvent, models.PROTECT, verbose_name="xong khi", related_name="ends"
    )
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="căn cứ", null=True, blank=True
    )
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "bước theo luật"
        verbose_name_plural = "bước theo luật"
        ordering = ("regime", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("regime", "code"),
                name="a_step_has_its_own_code",
                violation_error_message="Chế độ này đã có bước mang mã đó.",
            ),
            models.CheckConstraint(
                name="a_step_does_not_end_with_its_start",
                condition=Q(counted_from__isnull=True) | ~Q(counted_from=F("ends_with")),
                violation_error_message="Một bước không thể bắt đầu và kết thúc bằng cùng sự kiện.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.regime})"


class TimeLimit(models.Model):
    """How long a step may take at a level, and which article says so."""

    class DayKind(models.TextChoices):
        CALENDAR = "calendar", "ngày"
        WORKING = "working", "ngày làm việc"

    class Event(StrEnum):
        """The events that rules of ours name; the library may hold any others."""

        DECIDED = "decided"
        ANNOUNCED = "announced"
        ON_SITE_ENDED = "on_site_ended"
        REPORT_RECEIVED = "report_received"
        DRAFT_ORDERED = "draft_ordered"
        DRAFT_RECEIVED = "draft_received"
        CONCLUDED = "concluded"
        PUBLISHED = "published"
        CONCLUSION_RECEIVED = "conclusion_received"

    class Step(StrEnum):
        """The steps of the laws we know; another law may bring others."""

        ANNOUNCE = "announce"
        ON_SITE = "on_site"
        RESULT_REPORT = "result_report"
        ORDER_DRAFT = "order_draft"
        DRAFT_CONCLUSION = "draft_conclusion"
        CONCLUDE = "conclude"
        PUBLISH = "publish"
        DIRECT = "direct"

    step = models.ForeignKey(
        LegalStep, models.PROTECT, verbose_name="bước", related_name="time_limits"
    )
    level = models.CharField("cấp", max_length=20, blank=True, help_text="Để trống: mọi cấp.")
    days = models.PositiveSmallIntegerField(
        "số ngày",
        null=True,
        blank=True,
        help_text="Để trống: luật không định mức, tính theo số ngày ghi trong quyết định.",
    )
    day_kind = models.CharField("cách tính", max_length=10, choices=DayKind.choices)
    is_minimum = models.BooleanField(
        "là khoảng cách tối thiểu",
        default=False,
        help_text="Không được làm sớm hơn số ngày này; làm sớm thì màn hình nhắc.",
    )
    includes_first_day = models.BooleanField(
        "tính cả ngày bắt đầu",
        default=False,
        help_text="Điều 147 Bộ luật Dân sự: ngày đầu tiên không tính, trừ khi luật nói khác.",
    )
    extension_days = models.PositiveSmallIntegerField("gia hạn lần một", default=0)
    second_extension_days = models.PositiveSmallIntegerField("gia hạn lần hai", default=0)
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="căn cứ", null=True, blank=True
    )
    is_verified = models.BooleanField(
        "đã đối chiếu văn bản", default=False, help_text="Chưa đối chiếu thì màn hình nói rõ."
    )

    class Meta:
        verbose_name = "thời hạn theo luật"
        verbose_name_plural = "thời hạn theo luật"
        ordering = ("step", "level")
        constraints = [
            models.UniqueConstraint(
                fields=("step", "level"),
                name="one_limit_a_step_and_level",
                violation_error_message="Bước này đã có thời hạn cho cấp đó.",
            ),
            models.CheckConstraint(
                name="a_limit_by_law_names_its_provision",
                condition=Q(days__isnull=True) | Q(provision__isnull=False),
                violation_error_message="Thời hạn do luật định phải ghi căn cứ.",
            ),
        ]

    def __str__(self) -> str:
        if self.days is None:
            return f"{self.step.name}: theo quyết định"
        return f"{self.step.name}: {self.days} {self.get_day_kind_display()}"
