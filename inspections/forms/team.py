"""Members, sub-teams, units in scope and their visits; the days of milestones."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms

from accounts.models import Role, User
from inspections.cases import recordable_kinds
from inspections.choices import TeamRole
from inspections.forms.cases import NO_SUCH_UNIT
from inspections.models import AuditedUnit, Inspection, SubTeam, TeamMember, Unit
from office.forms import DateField, RoomForm, RoomModelForm

NO_SUCH_PERSON = "Không có người này trong danh sách; hãy chọn lại."
NO_SUCH_SUB_TEAM = "Không có tổ này trong cuộc; hãy chọn lại."


class PersonField(forms.ModelChoiceField):
    """A person with his post, because names repeat."""

    def label_from_instance(self, person: User) -> str:
        return f"{person.full_name} ({person.post})" if person.post else person.full_name


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
        contacts = people.filter(role_grants__role=Role.UNIT_CONTACT)
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

    def __init__(self, *args: Any, unit: AuditedUnit, **kwargs: Any):
        super().__init__(*args, auto_id=f"id_x{unit.pk}_%s", **kwargs)


class MilestoneForm(RoomForm):
    kind = forms.ChoiceField(label="Mốc")
    happened_on = DateField(label="Ngày")
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, kind.label) for kind in recordable_kinds(inspection)
        ]
        self.fields["kind"].error_messages["invalid_choice"] = (
            f"Lúc này chưa ghi được mốc đó: cuộc đang ở trạng thái"
            f" “{inspection.get_state_display()}”."
        )
        self.helper.layout = Layout(
            "kind",
            Row(Column("happened_on", css_class="col-md-5"), Column("note", css_class="col-md-7")),
        )


class CorrectMilestoneForm(RoomForm):
    happened_on = DateField(label="Ngày đúng")
    reason = forms.CharField(
        label="Lý do sửa",
        max_length=500,
        help_text="Diễn biến giữ cả ngày cũ và ngày mới.",
        error_messages={"required": "Cần ghi lý do sửa ngày của mốc."},
    )
