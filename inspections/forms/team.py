"""Members, sub-teams, units in scope and their visits; the days of milestones."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone

from accounts.fields import PersonField
from accounts.models import Role, RoleGrant, User
from inspections.checks import recordable_events
from inspections.choices import TeamRole
from inspections.deadlines import in_words_of
from inspections.forms.cases import NO_SUCH_UNIT
from inspections.models import (
    AuditedUnit,
    Inspection,
    OverlapRule,
    SubTeam,
    TeamMember,
    Unit,
)
from office import law
from office.forms import DateField, RoomForm, RoomModelForm
from office.models import LegalProvision

NO_SUCH_PERSON = "Không có người này trong danh sách; hãy chọn lại."
NO_SUCH_SUB_TEAM = "Không có tổ này trong cuộc; hãy chọn lại."


class SubTeamField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any):
        super().__init__(
            queryset=SubTeam.objects.none(),
            required=False,
            empty_label="Chưa phân tổ",
            **kwargs,
        )
        self.error_messages["invalid_choice"] = NO_SUCH_SUB_TEAM

    def offer(self, inspection: Inspection) -> None:
        """Many forms stand on one page: where `sub_teams` is prefetched they share one query."""
        teams = inspection.sub_teams.all()
        self.queryset = teams
        self.widget.choices = [("", self.empty_label), *((team.pk, team.name) for team in teams)]


class AppointForm(RoomForm):
    person = PersonField(
        label="Người",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        error_messages={"invalid_choice": NO_SUCH_PERSON},
        widget=forms.Select(attrs={"data-pick": ""}),
    )
    role = forms.ChoiceField(label="Vai trò trong đoàn", choices=TeamRole.choices)
    sub_team = SubTeamField(label="Tổ")
    task = forms.CharField(label="Nhiệm vụ", max_length=500, required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, is_superuser=False)
        in_team = [member.person_id for member in inspection.members.all()]
        today = timezone.localdate()
        grants = RoleGrant.objects.held_on(today).filter(role=Role.UNIT_CONTACT)
        contacts = grants.values("person")
        self.fields["person"].queryset = people.exclude(pk__in=contacts)
        self.fields["person"].widget.choices = [
            ("", "Chọn người"),
            *(
                (person.pk, self.fields["person"].label_from_instance(person))
                for person in people.exclude(pk__in=contacts).exclude(pk__in=in_team)
            ),
        ]
        has_leader = any(member.role == TeamRole.LEADER for member in inspection.members.all())
        self.initial.setdefault("role", TeamRole.MEMBER if has_leader else TeamRole.LEADER)
        self.fields["sub_team"].offer(inspection)
        self.helper.layout = Layout(
            Row(
                Column("person", css_class="col-md-6"),
                Column("role", css_class="col-md-3"),
                Column("sub_team", css_class="col-md-3"),
            ),
            "task",
        )


class MemberForm(RoomModelForm):
    sub_team = SubTeamField(label="Tổ")

    class Meta:
        model = TeamMember
        fields = ("role", "sub_team", "task")
        labels = {"role": "Vai trò trong đoàn", "task": "Nhiệm vụ được phân công"}

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        # Many of these forms stand on one page; each field needs an id of its own.
        kwargs.setdefault("auto_id", f"id_m{kwargs['instance'].pk}_%s")
        super().__init__(*args, **kwargs)
        self.fields["sub_team"].offer(inspection)
        self.helper.layout = Layout(
            Row(Column("role", css_class="col-md-6"), Column("sub_team", css_class="col-md-6")),
            "task",
        )


class SubTeamForm(RoomForm):
    name = forms.CharField(
        label="Tên tổ", max_length=100, widget=forms.TextInput(attrs={"placeholder": "Tổ 1"})
    )


class AddUnitForm(RoomForm):
    unit: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Unit.objects.all(),
        error_messages={"invalid_choice": NO_SUCH_UNIT, "required": "Hãy chọn đơn vị."},
    )


class VisitForm(RoomModelForm):
    sub_team = SubTeamField(label="Tổ phụ trách")

    class Meta:
        model = AuditedUnit
        fields = ("sub_team", "visit_from", "visit_to")
        labels = {"visit_from": "Làm việc từ ngày", "visit_to": "đến ngày"}

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        kwargs.setdefault("auto_id", f"id_u{kwargs['instance'].pk}_%s")
        super().__init__(*args, **kwargs)
        self.fields["sub_team"].offer(inspection)
        self.helper.layout = Layout(
            Row(
                Column("sub_team", css_class="col-md-4"),
                Column("visit_from", css_class="col-md-4"),
                Column("visit_to", css_class="col-md-4"),
            )
        )

    def clean(self) -> dict[str, Any]:
        # Said here, because the constraint of the row would say it above the form.
        first, last = (self.cleaned_data.get(name) for name in ("visit_from", "visit_to"))
        if first and last and last < first:
            self.add_error("visit_to", "Ngày kết thúc làm việc phải sau ngày bắt đầu.")
        return self.cleaned_data


class ExcludeForm(RoomForm):
    excluded_reason = forms.CharField(
        label="Lý do không tiến hành",
        max_length=500,
        help_text="Đơn vị vẫn ở trong danh sách, kèm lý do.",
        error_messages={"required": "Cần ghi lý do không tiến hành tại đơn vị."},
    )
    provision: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Căn cứ pháp luật",
        queryset=LegalProvision.objects.none(),
        required=False,
        empty_label="Không nêu",
        error_messages={"invalid_choice": "Không có căn cứ này trong danh sách; hãy chọn lại."},
    )

    def __init__(
        self,
        *args: Any,
        unit: AuditedUnit,
        grounds: Sequence[LegalProvision] | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, auto_id=f"id_x{unit.pk}_%s", **kwargs)
        # Many of these forms stand on one page: they share one list of grounds.
        field, listed = (
            self.fields["provision"],
            exclusion_grounds() if grounds is None else grounds,
        )
        field.queryset = LegalProvision.objects.filter(pk__in=[one.pk for one in listed])
        field.widget.choices = [
            ("", field.empty_label),
            *((one.pk, law.cite(one, in_full=False)) for one in listed),
        ]


def exclusion_grounds() -> list[LegalProvision]:
    """The articles on overlap: what a unit is usually left out by."""
    rules = OverlapRule.objects.values("provision")
    rows = LegalProvision.objects.filter(pk__in=rules).select_related("document")
    return list(rows.order_by("document", "article", "clause", "pk"))


class MilestoneForm(RoomForm):
    kind = forms.ChoiceField(label="Mốc")
    happened_on = DateField(label="Ngày")
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)
    delay_reason = forms.CharField(
        label="Lý do chậm",
        max_length=500,
        required=False,
        help_text="Chỉ cần khi ngày ghi sau hạn của bước.",
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (event.code, in_words_of(inspection, str(event)))
            for event in recordable_events(inspection)
        ]
        self.fields["kind"].error_messages["invalid_choice"] = (
            f"Lúc này chưa ghi được mốc đó: cuộc đang ở trạng thái"
            f" “{inspection.get_state_display()}”."
        )
        self.helper.layout = Layout(
            "kind",
            Row(Column("happened_on", css_class="col-md-5"), Column("note", css_class="col-md-7")),
            "delay_reason",
        )


class DelayForm(RoomForm):
    reason = forms.CharField(
        label="Lý do chậm",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Cần ghi lý do chậm."},
    )


class CorrectMilestoneForm(RoomForm):
    happened_on = DateField(label="Ngày đúng")
    reason = forms.CharField(
        label="Lý do sửa",
        max_length=500,
        help_text="Diễn biến giữ cả ngày cũ và ngày mới.",
        error_messages={"required": "Cần ghi lý do sửa ngày của mốc."},
    )
