"""Registers of issued papers (sổ đăng ký văn bản đi): Điều 15 and Phụ lục IV NĐ 30/2020."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from office.text import search_key


class NumberSeries(models.Model):
    """Whose papers count together, year after year: one office, one kind of paper, one book."""

    class Kind(models.TextChoices):
        ADMINISTRATIVE = "administrative", "Văn bản hành chính"
        SPECIALISED = "specialised", "Văn bản chuyên ngành"
        TEAM = "of_team", "Văn bản của đoàn, tổ"

    key = models.CharField(
        "mã dãy số", max_length=80, unique=True, help_text="Nơi ban hành và ký hiệu; không đổi."
    )
    name = models.CharField("tên sổ", max_length=200)
    kind = models.CharField(
        "loại văn bản", max_length=20, choices=Kind.choices, default=Kind.ADMINISTRATIVE
    )
    owner = models.CharField("mã nơi ban hành", max_length=80, blank=True)
    owner_name = models.CharField("nơi ban hành", max_length=300, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    counted_in = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="đánh số chung trong dãy",
        related_name="counted_here",
        null=True,
        blank=True,
        help_text="Khi cơ quan đánh số nhiều loại văn bản trong một sổ.",
    )
    is_active = models.BooleanField(
        "đang dùng", default=True, help_text="Dãy không dùng nữa thì không mở sổ năm mới."
    )

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        ordering = ("owner_name", "name")
        constraints = [
            models.CheckConstraint(
                name="a_series_is_not_counted_in_itself",
                condition=Q(counted_in__isnull=True) | ~Q(counted_in=models.F("pk")),
                violation_error_message="Dãy số không thể đánh số chung trong chính nó.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Register(models.Model):
    """The book of one series in one year. Teams have a series of their own."""

    series = models.ForeignKey(
        NumberSeries,
        models.PROTECT,
        to_field="key",
        db_column="series",
        verbose_name="dãy số",
        related_name="registers",
    )
    name = models.CharField("tên sổ", max_length=200)
    year = models.PositiveSmallIntegerField("năm")
    begins_after = models.PositiveIntegerField(
        "số đã cấp trước khi mở sổ ở đây",
        default=0,
        help_text="Sổ giấy hoặc phần mềm khác đã cấp đến số này; số tiếp theo cấp tại đây.",
    )
    last_number = models.PositiveIntegerField("số cuối cùng", default=0)

    class Meta:
        verbose_name = "sổ đăng ký"
        verbose_name_plural = "sổ đăng ký"
        ordering = ("-year", "series")
        constraints = [
            models.UniqueConstraint(
                fields=("series", "year"), name="one_register_a_series_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} năm {self.year}"


class RegisterEntry(models.Model):
    """One line of the book: a number once given is never given again."""

    class State(models.TextChoices):
        RESERVED = "reserved", "đang giữ"
        USED = "used", "đã cấp"
        VOIDED = "voided", "đã hủy"

    register = models.ForeignKey(
        Register, models.PROTECT, verbose_name="sổ", related_name="entries"
    )
    number = models.PositiveIntegerField("số")
    # A paper squeezed in between, such as 12a; only where the number was given on paper.
    suffix = models.CharField("chữ sau số", max_length=1, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.USED)
    symbol = models.CharField("ký hiệu", max_length=60)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    taken_for = models.CharField("tên loại và trích yếu", max_length=500)
    signer = models.CharField("người ký", max_length=150, blank=True)
    recipients = models.TextField("nơi nhận văn bản", blank=True)
    archive_holder = models.CharField("đơn vị, người nhận bản lưu", max_length=150, blank=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    received_by = models.CharField("ký nhận", max_length=150, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    is_elsewhere = models.BooleanField("số cấp ở nơi khác", default=False)
    is_restricted = models.BooleanField("chỉ người trong cuộc xem", default=False)
    url = models.CharField("trang của văn bản", max_length=300, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người cấp số"
    )
    taken_at = models.DateTimeField("thời điểm cấp", auto_now_add=True)
    reserved_until = models.DateField("giữ đến hết ngày", null=True, blank=True)
    voided_at = models.DateTimeField("thời điểm hủy", null=True, blank=True)
    void_reason = models.TextField("lý do hủy", blank=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)
    search_key = models.CharField("khóa tìm kiếm", max_length=1500, editable=False, default="")

    class Meta:
        verbose_name = "dòng sổ đăng ký"
        verbose_name_plural = "dòng sổ đăng ký"
        ordering = ("register", "-number", "-suffix")
        constraints = [
            models.UniqueConstraint(
                fields=("register", "number", "suffix"),
                name="a_number_is_given_once_in_a_register",
            ),
            models.CheckConstraint(
                name="a_used_number_has_its_day",
                condition=~Q(state="used") | Q(dated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_reserved_number_says_until_when",
                condition=~Q(state="reserved") | Q(reserved_until__isnull=False),
            ),
            models.CheckConstraint(
                name="a_voided_number_says_why",
                condition=~Q(state="voided") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        said = f"{self.label} {self.taken_for} {self.signer} {self.recipients} {self.note}"
        self.search_key = search_key(said)[:1500]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_key"}
        super().save(*args, **kwargs)

    @property
    def printed_number(self) -> str:
        """NĐ 30: a number below 10 is written with a leading 0."""
        return f"{self.number:02d}{self.suffix}"

    @property
    def label(self) -> str:
        return f"{self.printed_number}/{self.symbol}"

    @property
    def is_reserved(self) -> bool:
        return self.state == self.State.RESERVED

    @property
    def is_voided(self) -> bool:
        return self.state == self.State.VOIDED
