"""Who inspects and who is inspected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inspections.choices import Interest, TeamRole
from inspections.models.unit import Unit
from office.models import LegalProvision


class SubTeam(models.Model):
    """Tổ: a part of the team that visits its own units."""

    inspection = models.ForeignKey(
        "inspections.Inspection", models.PROTECT, verbose_name="cuộc", related_name="sub_teams"
    )
    name = models.CharField("tên tổ", max_length=100)

    class Meta:
        verbose_name = "tổ"
        verbose_name_plural = "tổ"
        ordering = ("-inspection_id", "name")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "name"),
                name="sub_team_has_its_own_name",
                violation_error_message="Đã có tổ mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class InTeam(models.Manager):
    """Those who are in the team; whoever left it by decision has no part in the case any more."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(left_by__isnull=True)


class TeamMember(models.Model):
    """A role on the case, not on the person.

    One row a person and case. Reading through `objects` (and so through `inspection.members`) finds
    those in the team now; `ever` also finds who left, for the history.
    """

    inspection = models.ForeignKey(
        "inspections.Inspection", models.PROTECT, verbose_name="cuộc", related_name="members"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="thành viên",
        related_name="memberships",
    )
    role = models.CharField("vai trò trong đoàn", max_length=20, choices=TeamRole.choices)
    sub_team = models.ForeignKey(
        SubTeam, models.PROTECT, verbose_name="tổ", null=True, blank=True, related_name="members"
    )
    task = models.CharField("nhiệm vụ được phân công", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    # The amending decisions that brought the person in and out; none: since the first decision.
    joined_by = models.ForeignKey(
        "inspections.Decision",
        models.PROTECT,
        verbose_name="vào đoàn theo",
        null=True,
        blank=True,
        related_name="+",
    )
    left_by = models.ForeignKey(
        "inspections.Decision",
        models.PROTECT,
        verbose_name="thôi tham gia theo",
        null=True,
        blank=True,
        related_name="+",
    )
    interest = models.CharField(
        "xung đột lợi ích", max_length=20, choices=Interest.choices, default=Interest.NOT_DECLARED
    )
    revision = models.PositiveIntegerField("bản sửa", default=1)

    ever = models.Manager()
    objects = InTeam()

    class Meta:
        default_manager_name = "objects"
        verbose_name = "thành viên đoàn"
        verbose_name_plural = "thành viên đoàn"
        ordering = ("-inspection_id", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "person"),
                name="a_person_is_in_a_team_once",
                violation_error_message="Người này đã có trong đoàn.",
            ),
            models.UniqueConstraint(
                fields=("inspection",),
                condition=Q(role="leader", left_by__isnull=True),
                name="a_team_has_one_leader",
                violation_error_message="Đoàn đã có trưởng đoàn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class AuditedUnit(models.Model):
    """A unit in the scope of the case, or left out of it with the reason."""

    inspection = models.ForeignKey(
        "inspections.Inspection", models.PROTECT, verbose_name="cuộc", related_name="audited_units"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="audits")
    sub_team = models.ForeignKey(
        SubTeam, models.PROTECT, verbose_name="tổ phụ trách", null=True, blank=True
    )
    visit_from = models.DateField("làm việc từ", null=True, blank=True)
    visit_to = models.DateField("đến", null=True, blank=True)
    excluded_reason = models.CharField("lý do không tiến hành", max_length=500, blank=True)
    excluded_provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="căn cứ loại", null=True, blank=True
    )
    # The amending decisions that brought the unit in, or stopped the work there.
    added_by = models.ForeignKey(
        "inspections.Decision",
        models.PROTECT,
        verbose_name="bổ sung theo",
        null=True,
        blank=True,
        related_name="+",
    )
    stopped_by = models.ForeignKey(
        "inspections.Decision",
        models.PROTECT,
        verbose_name="đình chỉ theo",
        null=True,
        blank=True,
        related_name="+",
    )
    # The day of the conclusion on this unit: one case may have several, each on some of its units.
    concluded_on = models.DateField("kết luận ngày", null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    class Meta:
        verbose_name = "đối tượng thanh tra, kiểm tra"
        verbose_name_plural = "đối tượng thanh tra, kiểm tra"
        ordering = ("-inspection_id", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "unit"),
                name="a_unit_is_in_a_case_once",
                violation_error_message="Đơn vị này đã có trong cuộc.",
            ),
            models.CheckConstraint(
                name="visit_ends_after_it_begins",
                condition=Q(visit_from__isnull=True)
                | Q(visit_to__isnull=True)
                | Q(visit_to__gte=F("visit_from")),
                violation_error_message="Ngày kết thúc làm việc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def is_excluded(self) -> bool:
        return bool(self.excluded_reason)
