"""A paper of a case or of a plan, from the first draft to the issued original."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import Role
from findings.models import Minutes, UnitRequest
from inspections.models import AuditedUnit, Decision, Inspection, Plan, Unit, sees_every_case
from office.models import RegisterEntry
from recommendations.models import Obligation
from reports.choices import AMENDING, AppraisalState, DocumentKind, DocumentState, NumberedAs
from reports.models.template import PaperTemplate

STANDING = (DocumentState.APPROVED, DocumentState.ISSUED)


def _given_to(user: Any) -> models.QuerySet:
    """The papers that this person was named to appraise."""
    rows = apps.get_model("reports", "Appraisal").objects.exclude(state=AppraisalState.ENDED)
    return rows.filter(document=OuterRef("pk"), appraiser=user)


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "DocumentQuerySet":
        """Drafts are for the team and those who decide; the rest of the office sees what stands.

        Of a case for its team alone, the clerk gets what is to be numbered and what was, and the
        appraiser the draft that he was named for and his own report: the papers, not the case.
        Điều 6 Luật Thanh tra 2025: nothing leaks before it is published.
        """
        if sees_every_case(user):
            return self
        owners = Q(inspection__in=Inspection.objects.visible_to(user)) | Q(
            plan__in=Plan.objects.visible_to(user)
        )
        stands = Q(state__in=STANDING)
        writes = (
            Q(kind=DocumentKind.APPRAISAL, created_by=user)
            | Q(inspection__in=Inspection.objects.of_member(user))
            | Q(inspection__opened_by=user)
            | Q(plan__created_by=user)
        )
        seen = owners & (stands | writes)
        if user.has_role(Role.APPRAISER):
            # Not what is being written anew after it came back.
            handed_in = Q(state__in=(DocumentState.SUBMITTED, *STANDING))
            seen |= Q(Exists(_given_to(user))) & handed_in
            seen |= Q(kind=DocumentKind.APPRAISAL, created_by=user)
        return self.filter(seen | stands if user.has_role(Role.CLERK) else seen)

    def of(self, owner: Inspection | Plan) -> "DocumentQuerySet":
        """The papers of one case, or of one plan."""
        return self.filter(**{"plan" if isinstance(owner, Plan) else "inspection": owner})

    def under(self, code: str) -> "DocumentQuerySet":
        """The papers of the case or plan of that code; the two kinds of codes never meet."""
        return self.filter(Q(inspection__code=code) | Q(plan__code=code))

    def living(self) -> "DocumentQuerySet":
        return self.exclude(state=DocumentState.DISCARDED)


class Document(models.Model):
    # A paper belongs to a case, or to the plan of a year: see `owner`.
    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        verbose_name="cuộc",
        related_name="documents",
        null=True,
        blank=True,
    )
    plan = models.ForeignKey(
        Plan,
        models.PROTECT,
        verbose_name="kế hoạch năm",
        related_name="documents",
        null=True,
        blank=True,
    )
    kind = models.CharField("loại văn bản", max_length=20, choices=DocumentKind.choices)
    state = models.CharField(
        "trạng thái", max_length=20, choices=DocumentState.choices, default=DocumentState.DRAFT
    )
    # None of a paper that came from another office: see `reports.kinds.template_of`.
    template = models.ForeignKey(
        PaperTemplate,
        models.PROTECT,
        verbose_name="mẫu",
        null=True,
        blank=True,
        related_name="documents",
    )
    # A conclusion rests on the report it was made from.
    based_on = models.ForeignKey(
        "self", models.PROTECT, verbose_name="xây dựng từ", null=True, blank=True
    )
    # Of an amending decision: what comes into force with the number of this paper.
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        verbose_name="quyết định",
        null=True,
        blank=True,
        related_name="papers",
    )
    # Of a letter, and of a biên bản: the row of the case that it was composed from.
    request = models.ForeignKey(
        UnitRequest,
        models.PROTECT,
        verbose_name="yêu cầu",
        null=True,
        blank=True,
        related_name="papers",
    )
    minutes = models.ForeignKey(
        Minutes,
        models.PROTECT,
        verbose_name="biên bản gốc",
        null=True,
        blank=True,
        related_name="papers",
    )
    # Of a conclusion: the units that it is about; all of them where none is named.
    units = models.ManyToManyField(
        AuditedUnit, verbose_name="kết luận về", blank=True, related_name="papers"
    )
    # Of a letter of urging: what its addressee has not done in time.
    obligations = models.ManyToManyField(
        Obligation, verbose_name="kiến nghị quá hạn", blank=True, related_name="papers"
    )
    issuer = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="cơ quan ban hành", related_name="documents"
    )
    issuer_parent_name = models.CharField(
        "cơ quan chủ quản (dòng trên)", max_length=300, blank=True
    )
    issuer_name = models.CharField("tên cơ quan ban hành trên văn bản", max_length=300)
    series = models.CharField("dãy số", max_length=80)
    symbol = models.CharField("ký hiệu", max_length=60)
    place = models.CharField("địa danh", max_length=100)
    numbering = models.CharField(
        "cách đánh số mục",
        max_length=10,
        choices=NumberedAs.choices,
        blank=True,
        help_text="Của văn bản nhập từ tệp đánh số khác với mẫu; để trống thì theo mẫu.",
    )
    title = models.CharField(
        "tên loại",
        max_length=100,
        blank=True,
        help_text="Công văn để trống: trích yếu đứng dưới số, sau chữ “V/v”.",
    )
    subject = models.TextField("trích yếu", help_text="Xuống dòng đúng như muốn in.")
    addressees = models.TextField("kính gửi", blank=True, help_text="Mỗi nơi một dòng.")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người ký",
        related_name="+",
        null=True,
        blank=True,
    )
    signer_authority = models.TextField(
        "quyền hạn, chức vụ người ký", help_text="Mỗi dòng một dòng in, ví dụ “KT. TRƯỞNG ĐOÀN”."
    )
    signer_name = models.CharField("họ tên người ký", max_length=150)
    signer_other_post = models.CharField("chức vụ khác của người ký", max_length=150, blank=True)
    recipients = models.TextField(
        "nơi nhận", help_text="Mỗi nơi một dòng; mục đích để trong ngoặc, ví dụ “(để báo cáo)”."
    )
    archive = models.CharField(
        "lưu", max_length=150, help_text="Viết tiếp sau chữ “Lưu:”, ví dụ “VT, HSTT”."
    )
    number = models.CharField("số", max_length=20, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    # Until it is issued: whose names it prints, and the month and year beside the blank day.
    planned_on = models.DateField("dự kiến ban hành", null=True, blank=True)
    register_entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, verbose_name="dòng sổ đăng ký", null=True, blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người soạn", related_name="+"
    )
    # Who carries the draft on when the composer hands it over; empty: the composer himself.
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người phụ trách",
        related_name="+",
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField("soạn lúc", auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người duyệt",
        related_name="+",
        null=True,
        blank=True,
    )
    # A paper signed last week and entered today was approved last week.
    approved_on = models.DateField("ngày duyệt", null=True, blank=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="a_document_belongs_to_a_case_or_a_plan",
                condition=Q(inspection__isnull=True, plan__isnull=False)
                | Q(inspection__isnull=False, plan__isnull=True),
            ),
            models.CheckConstraint(
                name="issued_document_has_number",
                condition=~Q(state="issued") | (~Q(number="") & Q(issued_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="approved_document_has_approver",
                condition=~Q(state__in=("approved", "issued")) | Q(approved_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=("-created_at", "-id"), name="paper_newest")]

    def __str__(self) -> str:
        return f"{self.title.capitalize() or 'Công văn'} {self.label}".strip()

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.owner.code, self.pk])

    @property
    def owner(self) -> Any:
        """The case or the plan it belongs to: both have code, issuer, act and full subject."""
        return self.plan if self.plan_id else self.inspection

    @property
    def case(self) -> Inspection:
        """The case of a paper that only cases give (`reports.kinds`): a report, a conclusion."""
        assert self.inspection is not None  # noqa: S101 -- a plan gives its own kind alone
        return self.inspection

    @property
    def kept_by_id(self) -> int:
        """The person who carries it on."""
        return self.keeper_id or self.created_by_id

    @property
    def label(self) -> str:
        """“03/KL-TTr”, or the blank of a paper without number."""
        return f"{self.number or '…'}/{self.symbol}"

    @property
    def is_editable(self) -> bool:
        return self.state in {DocumentState.DRAFT, DocumentState.RETURNED}

    @property
    def is_amending(self) -> bool:
        return self.kind in AMENDING

    @property
    def is_issued(self) -> bool:
        return self.state == DocumentState.ISSUED
