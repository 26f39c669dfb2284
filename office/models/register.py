"""Registers of issued papers (sổ đăng ký văn bản đi): Điều 15 and Phụ lục IV NĐ 30/2020."""

from django.conf import settings
from django.db import models


class Register(models.Model):
    """One series of numbers of one year. Teams have a series of their own."""

    series = models.CharField("dãy số", max_length=80)
    name = models.CharField("tên sổ", max_length=200)
    year = models.PositiveSmallIntegerField("năm")
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

    register = models.ForeignKey(
        Register, models.PROTECT, verbose_name="sổ", related_name="entries"
    )
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=60)
    dated_on = models.DateField("ngày văn bản")
    taken_for = models.CharField("văn bản", max_length=500)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người cấp số"
    )
    taken_at = models.DateTimeField("thời điểm cấp", auto_now_add=True)
    voided_at = models.DateTimeField("thời điểm hủy", null=True, blank=True)
    void_reason = models.TextField("lý do hủy", blank=True)

    class Meta:
        verbose_name = "dòng sổ đăng ký"
        verbose_name_plural = "dòng sổ đăng ký"
        ordering = ("register", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("register", "number"), name="a_number_is_given_once_in_a_register"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def printed_number(self) -> str:
        """NĐ 30: a number below 10 is written with a leading 0."""
        return f"{self.number:02d}"

    @property
    def label(self) -> str:
        return f"{self.printed_number}/{self.symbol}"
