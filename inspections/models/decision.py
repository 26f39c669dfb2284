"""Decisions of a case: the first, and those that amend it. The paper itself lives in reports."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from inspections.choices import DecisionKind, MemberAct, TeamRole
from inspections.models.inspection import Inspection
from inspections.models.unit import Unit
from office.models import LegalGround, LegalProvision, TimeLimit

# How an amending decision is called, before its number.
CALLED = {
    DecisionKind.EXTEND: "Quyết định gia hạn",
    DecisionKind.CHANGE_MEMBERS: "Quyết định thay đổi thành viên",
    DecisionKind.SUSPEND: "Quyết định tạm dừng",
    DecisionKind.RESUME: "Quyết định tiếp tục",
    DecisionKind.STOP: "Quyết định đình chỉ",
    DecisionKind.ADD_UNITS: "Quyết định bổ sung đối tượng",
}


class Decision(models.Model):
    """What a decision says; number and date stay empty until it is issued or recorded.

    Of an amending decision: `limit_days` are the days that an extension adds, `first_day` and
    `last_day` bound a suspension, `first_day` is when the work goes on again (empty: the day it is
    signed), member changes and units are rows of their own.
    """

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="decisions"
    )
    kind = models.CharField(
        "loại quyết định", max_length=20, choices=DecisionKind.choices, default=DecisionKind.FIRST
    )
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signed_by_post = models.CharField("chức vụ người ký", max_length=150, blank=True)
    content = models.TextField(
        "nội dung thanh tra", help_text="Những việc sẽ xem xét, mỗi nội dung một dòng."
    )
    limit_days = models.PositiveSmallIntegerField("thời hạn (ngày)", null=True, blank=True)
    limit_day_kind = models.CharField(
        "cách tính",
        max_length=10,
        choices=TimeLimit.DayKind.choices,
        default=TimeLimit.DayKind.CALENDAR,
    )
    planned_from = models.DateField("dự kiến công bố ngày", null=True, blank=True)
    recorded_elsewhere = models.BooleanField("ban hành ngoài hệ thống", default=False)
    ground = models.ForeignKey(
        LegalGround, models.PROTECT, verbose_name="lý do theo luật", null=True, blank=True
    )
    reason = models.TextField("lý do", blank=True)
    first_day = models.DateField("từ ngày", null=True, blank=True)
    last_day = models.DateField("đến hết ngày", null=True, blank=True)
    in_part = models.BooleanField(
        "chỉ một phần", default=False, help_text="Chỉ đình chỉ tại các đơn vị được nêu."
    )
    # Its paper is under review or approved: what it says stands still meanwhile.
    is_held = models.BooleanField("đang trình", default=False)
    given_up = models.CharField("lý do bỏ dự thảo", max_length=500, blank=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    class Meta:
        verbose_name = "quyết định thanh tra, kiểm tra"
        verbose_name_plural = "quyết định thanh tra, kiểm tra"
        ordering = ("-inspection_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection",),
                condition=Q(kind="first"),
                name="a_case_has_one_first_decision",
                violation_error_message="Cuộc này đã có quyết định.",
            ),
            models.UniqueConstraint(
                fields=("inspection", "kind"),
                condition=Q(signed_on__isnull=True, given_up=""),
                name="a_case_drafts_one_decision_of_a_kind",
                violation_error_message="Cuộc này đang có dự thảo quyết định cùng loại.",
            ),
            models.UniqueConstraint(
                # Numbers begin anew each year, and a case may go over the new year.
                fields=("inspection", "number", "symbol", "signed_on"),
                condition=Q(signed_on__isnull=False),
                name="a_number_stands_on_one_decision_of_a_case",
                violation_error_message="Cuộc này đã có quyết định mang số đó.",
            ),
            models.CheckConstraint(
                name="suspension_ends_after_it_begins",
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                violation_error_message="Ngày cuối phải sau ngày đầu.",
            ),
            models.CheckConstraint(
                name="signed_decision_has_number",
                condition=Q(signed_on__isnull=True) | (~Q(number="") & ~Q(symbol="")),
                violation_error_message="Quyết định đã ký phải có số và ký hiệu.",
            ),
            models.CheckConstraint(
                name="decision_is_signed_before_it_is_announced",
                condition=Q(signed_on__isnull=True)
                | Q(planned_from__isnull=True)
                | Q(planned_from__gte=F("signed_on")),
                violation_error_message="Ngày công bố không thể trước ngày ký quyết định.",
            ),
        ]

    def __str__(self) -> str:
        if not self.is_signed:
            return f"{self.called} (chưa ban hành)"
        return f"{self.called} số {self.label} ngày {self.signed_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        code = self.inspection.code
        if self.kind == DecisionKind.FIRST:
            return reverse("inspections:decision", args=[code])
        return reverse("inspections:amendment", args=[code, self.pk])

    @property
    def called(self) -> str:
        return CALLED.get(DecisionKind(self.kind), "Quyết định")

    @property
    def is_amending(self) -> bool:
        return self.kind != DecisionKind.FIRST

    @property
    def begins_on(self) -> datetime.date | None:
        """The day from which a suspension, a resumption or a stop counts."""
        return self.first_day or self.signed_on

    @property
    def why(self) -> str:
        """The ground of the law and what was added to it."""
        parts = [self.ground.text if self.ground else "", self.reason.strip().rstrip(".")]
        return "; ".join(part for part in parts if part)

    @property
    def effect(self) -> str:
        """What it changes, in a few words. Lists prefetch `member_changes__person`, `units__unit`."""
        match self.kind:
            case DecisionKind.EXTEND:
                return f"thêm {self.limit_days or 0:02d} {self.get_limit_day_kind_display()}"
            case DecisionKind.SUSPEND:
                return f"tạm dừng {self._span}"
            case DecisionKind.RESUME:
                day = f"ngày {self.begins_on:%d/%m/%Y}" if self.begins_on else "ngày ký"
                return f"tiếp tục từ {day}"
            case DecisionKind.STOP:
                return f"đình chỉ tại {self._named_units}" if self.in_part else "đình chỉ cả cuộc"
            case DecisionKind.CHANGE_MEMBERS:
                return "; ".join(change.in_words for change in self.member_changes.all())
            case DecisionKind.ADD_UNITS:
                return f"thêm {self._named_units}"
        return ""

    @property
    def _span(self) -> str:
        first = f"từ ngày {self.begins_on:%d/%m/%Y}" if self.begins_on else "từ ngày ký"
        if self.last_day is None:
            return f"{first} cho đến khi có quyết định tiếp tục"
        return f"{first} đến hết ngày {self.last_day:%d/%m/%Y}"

    @property
    def _named_units(self) -> str:
        return ", ".join(str(row.unit) for row in self.units.all())

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None

    @property
    def label(self) -> str:
        return f"{self.number}/{self.symbol}" if self.number else ""


class DecisionBasis(models.Model):
    """One căn cứ of the decision: from the law library, or typed by hand.

    `text` is the whole line as printed (“Căn cứ Luật…”, “Theo đề nghị của…”), without its ending mark.
    """

    decision = models.ForeignKey(
        Decision, models.CASCADE, verbose_name="quyết định", related_name="bases"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("căn cứ", max_length=600)
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="điều khoản", null=True, blank=True
    )

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ("decision", "position", "pk")

    def __str__(self) -> str:
        return self.text


class MemberChange(models.Model):
    """What a decision does with one person of the team.

    `role_before` is the role the person had; of the first change it also tells the fold with which
    role the person began.
    """

    decision = models.ForeignKey(
        Decision, models.CASCADE, verbose_name="quyết định", related_name="member_changes"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người", related_name="+"
    )
    act = models.CharField("thay đổi", max_length=10, choices=MemberAct.choices)
    role = models.CharField("vai trò mới", max_length=20, choices=TeamRole.choices, blank=True)
    role_before = models.CharField(
        "vai trò trước đó", max_length=20, choices=TeamRole.choices, blank=True
    )

    class Meta:
        verbose_name = "thay đổi thành viên"
        verbose_name_plural = "thay đổi thành viên"
        ordering = ("decision", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("decision", "person"), name="a_decision_changes_a_person_once"
            ),
            models.CheckConstraint(
                name="who_stays_in_the_team_has_a_role", condition=Q(act="out") | ~Q(role="")
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        if self.act == MemberAct.OUT:
            return f"{self.person} thôi tham gia đoàn"
        if self.act == MemberAct.IN:
            return f"{self.person} vào đoàn, {self.get_role_display()}"
        return f"{self.person} từ {self.get_role_before_display()} thành {self.get_role_display()}"


class DecisionUnit(models.Model):
    """A unit that an amending decision names: brought in, or left by a stop of a part."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, verbose_name="quyết định", related_name="units"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")

    class Meta:
        verbose_name = "đơn vị ghi trong quyết định"
        verbose_name_plural = "đơn vị ghi trong quyết định"
        ordering = ("decision", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("decision", "unit"), name="a_decision_names_a_unit_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.unit)
