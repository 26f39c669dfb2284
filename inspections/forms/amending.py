"""Amending decisions: a form for each kind, and one that was issued elsewhere."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.forms.utils import ErrorDict

from accounts.models import Role, User
from inspections.amending import Change
from inspections.amendment_checks import Draft, grounds_of
from inspections.choices import DecisionKind, MemberAct, TeamRole
from inspections.folding import Seat, in_force
from inspections.forms.cases import NO_SUCH_UNIT
from inspections.forms.decision import RecordDecisionForm
from inspections.forms.team import NO_SUCH_PERSON, PersonField
from inspections.models import Decision, Inspection, Unit
from office import law
from office.forms import Conflict, Difference, RoomForm, RoomModelForm, shown_by
from office.models import LegalGround
from office.text import row_key

LONGEST_REASON = 3000
NEWCOMERS = 3
OUT = "out"
DAYS = {
    "min_value": "Số ngày ít nhất là 1.",
    "max_value": "Gia hạn không thể quá %(limit_value)s ngày.",
    "invalid": "Hãy viết số ngày bằng chữ số.",
}


class GroundField(forms.ModelChoiceField):
    """A ground of the law with its article; the screen says when nobody compared it."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=LegalGround.objects.none(), required=False, **kwargs)
        self.error_messages["invalid_choice"] = "Không có lý do này trong thư viện; hãy chọn lại."

    def offer(self, grounds: list[LegalGround]) -> None:
        self.queryset = LegalGround.objects.filter(pk__in=[ground.pk for ground in grounds])
        self.widget.choices = [("", "Chọn lý do"), *((one.pk, _called(one)) for one in grounds)]


def _called(ground: LegalGround) -> str:
    unsure = "" if ground.is_verified else ", chưa đối chiếu văn bản"
    text = ground.text[:1].upper() + ground.text[1:]
    return f"{text} ({law.cite(ground.provision, in_full=False)}{unsure})"


class AmendmentForm(RoomModelForm):
    """What every kind asks: the ground where the law names some, and the reason in words."""

    kind: DecisionKind
    # What the page says above the fields.
    lead = ""
    row: tuple[str, ...] = ()

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ("reason",)
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        labels = {"reason": "Lý do cụ thể"}

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.fields["reason"].max_length = LONGEST_REASON
        self.fields["reason"].validators.append(_not_longer)
        self._offer_grounds()
        self.prepare()
        self.helper.layout = Layout(*self.layout())

    def _offer_grounds(self) -> None:
        if "ground" not in self.fields:
            return
        if grounds := grounds_of(self.inspection, self.kind):
            self.fields["ground"].offer(grounds)
        else:
            del self.fields["ground"]

    def prepare(self) -> None:
        """What a kind fills in beside its fields."""

    def layout(self) -> list[Any]:
        first = ["ground"] if "ground" in self.fields else []
        columns = [Column(name, css_class="col-md-4") for name in self.row]
        return [*first, *([Row(*columns)] if columns else []), "reason"]

    def validate_constraints(self) -> None:
        """The rule says it at the field, in better words than the constraint."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the rule keeps on the row."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}

    @property
    def rows(self) -> dict[str, Any]:
        """What the rule keeps beside the row: changes of members, units."""
        return {}

    def keep_typed(self) -> None:
        """Show what was typed without judging it yet: somebody only looked for units."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def conflict_over(self, current: Decision) -> Conflict:
        """Fields and rows of both, side by side."""
        conflict = self.conflict_with(current, inspection=self.inspection)
        theirs = type(self)(instance=current, inspection=self.inspection)
        for label, mine, other in self.beside(theirs):
            if mine != other:
                conflict.differences.append(Difference(label, other, mine))
        return conflict

    def beside(self, theirs: Any) -> Iterable[tuple[str, str, str]]:
        """What stands beside the fields of the row: label, mine, theirs."""
        return ()


def _not_longer(value: str) -> None:
    if len(value) > LONGEST_REASON:
        raise forms.ValidationError(f"Dài {len(value)} ký tự, tối đa {LONGEST_REASON}.")


class ExtendForm(AmendmentForm):
    kind = DecisionKind.EXTEND
    lead = "Số ngày gia hạn cộng thêm vào thời hạn đang có; thời gian tạm dừng không tính."
    row = ("limit_days", "limit_day_kind")
    ground = GroundField(label="Lý do theo luật")
    limit_days = forms.IntegerField(
        label="Gia hạn thêm",
        required=False,
        min_value=1,
        max_value=200,
        error_messages=DAYS,
    )

    class Meta(AmendmentForm.Meta):
        fields = ("ground", "limit_days", "limit_day_kind", "reason")
        labels = AmendmentForm.Meta.labels | {"limit_day_kind": "Cách tính"}

    def prepare(self) -> None:
        first = self.inspection.first_decision
        if first and self.instance.pk is None:
            self.initial["limit_day_kind"] = first.limit_day_kind


class SuspendForm(AmendmentForm):
    kind = DecisionKind.SUSPEND
    lead = (
        "Thời gian tạm dừng không tính vào thời hạn. Để trống ngày cuối khi chưa biết ngày làm việc"
        " lại: khi đó cần quyết định tiếp tục."
    )
    row = ("first_day", "last_day")
    ground = GroundField(label="Lý do theo luật")

    class Meta(AmendmentForm.Meta):
        fields = ("ground", "first_day", "last_day", "reason")
        labels = AmendmentForm.Meta.labels | {
            "first_day": "Tạm dừng từ ngày",
            "last_day": "đến hết ngày",
        }
        help_texts = {"first_day": "Để trống: từ ngày ký."}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            text = "Ngày cuối của thời gian tạm dừng phải sau ngày đầu."
            self.add_error("last_day", text)
        return said


class ResumeForm(AmendmentForm):
    kind = DecisionKind.RESUME
    lead = "Lần tạm dừng kết thúc vào hôm trước ngày làm việc lại; thời hạn còn lại tính tiếp."
    row = ("first_day",)

    class Meta(AmendmentForm.Meta):
        fields = ("first_day", "reason")
        labels = AmendmentForm.Meta.labels | {"first_day": "Tiếp tục từ ngày"}
        help_texts = {"first_day": "Để trống: từ ngày ký."}


class TickedUnits(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs: Any):
        super().__init__(
            queryset=Unit.objects.all(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": NO_SUCH_UNIT, "invalid_pk_value": NO_SUCH_UNIT},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        if any(row_key(str(each)) is None for each in value or []):
            raise forms.ValidationError(NO_SUCH_UNIT, code="invalid_choice")
        return super().clean(value)


class UnitsForm(AmendmentForm):
    """Kinds that name units."""

    def ticked(self) -> list[Unit]:
        """Those chosen so far, typed or kept."""
        values = [row_key(str(value)) for value in self["units"].value() or []]
        found = Unit.objects.in_bulk([value for value in values if value is not None])
        return [found[value] for value in values if value in found]

    def kept_units(self) -> list[int]:
        return [unit.pk for unit in Draft.kept(self.instance).units] if self.instance.pk else []

    @property
    def rows(self) -> dict[str, Any]:
        return {"units": list(self.cleaned_data["units"])}

    def beside(self, theirs: Any) -> Iterable[tuple[str, str, str]]:
        mine, other = (", ".join(str(unit) for unit in form.ticked()) for form in (self, theirs))
        yield "Đơn vị", mine, other


class StopForm(UnitsForm):
    kind = DecisionKind.STOP
    lead = (
        "Đình chỉ cả cuộc thì cuộc dừng hẳn, không ghi thêm được nữa. Đình chỉ một phần thì các đơn"
        " vị được chọn ra khỏi phạm vi."
    )
    ground = GroundField(label="Lý do theo luật")
    in_part = forms.ChoiceField(
        label="Phạm vi đình chỉ",
        choices=[("", "Cả cuộc"), ("1", "Chỉ tại các đơn vị chọn dưới đây")],
        required=False,
        error_messages={"invalid_choice": "Phạm vi này không có; hãy chọn lại."},
    )
    units = TickedUnits(label="Đơn vị đình chỉ")

    class Meta(AmendmentForm.Meta):
        fields = ("ground", "reason", "in_part")

    def prepare(self) -> None:
        self.initial["in_part"] = "1" if self.instance.in_part else ""
        self.initial["units"] = self.kept_units()
        here = {row.unit_id: str(row.unit) for row in in_force(self.inspection).units}
        here |= {unit.pk: str(unit) for unit in self.ticked()}
        self.fields["units"].choices = list(here.items())

    def clean_in_part(self) -> bool:
        return bool(self.cleaned_data["in_part"])

    def layout(self) -> list[Any]:
        return [*super().layout(), "in_part", "units"]

    @property
    def rows(self) -> dict[str, Any]:
        units = self.cleaned_data["units"] if self.cleaned_data["in_part"] else ()
        return {"units": list(units)}


class AddUnitsForm(UnitsForm):
    kind = DecisionKind.ADD_UNITS
    lead = "Đơn vị được thêm vào phạm vi khi quyết định có số, ngày."
    units = TickedUnits(label="Đơn vị bổ sung")
    unit_words = forms.CharField(label="Tìm đơn vị", max_length=200, required=False)

    def prepare(self) -> None:
        self.initial["units"] = self.kept_units()
        self.fields["units"].choices = [(unit.pk, str(unit)) for unit in self.ticked()]

    def layout(self) -> list[Any]:
        return ["reason", *(["units"] if self.fields["units"].choices else [])]

    def offer(self, found: Iterable[Unit]) -> None:
        """Units found by the words that were typed stand below those chosen."""
        here = {row.unit_id for row in self.inspection.audited_units.all()}
        chosen = dict(self.fields["units"].choices)
        chosen |= {unit.pk: str(unit) for unit in found if unit.pk not in here}
        self.fields["units"].choices = list(chosen.items())
        self.helper.layout = Layout(*self.layout())


class MembersForm(AmendmentForm):
    kind = DecisionKind.CHANGE_MEMBERS
    lead = "Mỗi người trong đoàn một dòng; người mới chọn ở dưới. Đoàn luôn có một trưởng đoàn."

    def prepare(self) -> None:
        kept = Draft.kept(self.instance).changes if self.instance.pk else []
        self.seats: tuple[Seat, ...] = in_force(self.inspection).team
        told = {change.person_id: change for change in kept}
        for seat in self.seats:
            change = told.pop(seat.person.pk, None)
            self._ask_about(seat, change)
        joining = [change for change in told.values() if change.act == MemberAct.IN]
        self.newcomers = max(NEWCOMERS, len(joining) + 1)
        self._ask_for_newcomers(joining)

    def _ask_about(self, seat: Seat, change: Any) -> None:
        name = f"seat_{seat.person.pk}"
        others = [(role.value, f"Đổi thành {role.label}") for role in TeamRole if role != seat.role]
        keep = f"Giữ nguyên: {seat.role_in_words}"
        self.fields[name] = forms.ChoiceField(
            label=str(seat.person),
            choices=[("", keep), (OUT, "Thôi tham gia đoàn"), *others],
            required=False,
            error_messages={"invalid_choice": "Lựa chọn này không có; hãy chọn lại."},
        )
        if change is not None:
            self.initial[name] = OUT if change.act == MemberAct.OUT else change.role

    def _ask_for_newcomers(self, joining: list[Any]) -> None:
        people = User.objects.filter(is_active=True, is_superuser=False)
        people = people.exclude(pk__in=people.filter(role_grants__role=Role.UNIT_CONTACT))
        people = people.exclude(pk__in=[seat.person.pk for seat in self.seats])
        for place in range(self.newcomers):
            self.fields[f"person_{place}"] = PersonField(
                label="Người vào đoàn",
                queryset=people,
                required=False,
                empty_label="Không có",
                error_messages={"invalid_choice": NO_SUCH_PERSON},
                widget=forms.Select(attrs={"data-pick": ""}),
            )
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label="Vai trò",
                choices=TeamRole.choices,
                initial=TeamRole.MEMBER,
                required=False,
                error_messages={"invalid_choice": "Vai trò này không có; hãy chọn lại."},
            )
        for place, change in enumerate(joining):
            self.initial[f"person_{place}"] = change.person_id
            self.initial[f"role_{place}"] = change.role

    def layout(self) -> list[Any]:
        seats = [Column(f"seat_{seat.person.pk}", css_class="col-md-6") for seat in self.seats]
        new = [
            Row(
                Column(f"person_{place}", css_class="col-md-8"),
                Column(f"role_{place}", css_class="col-md-4"),
            )
            for place in range(self.newcomers)
        ]
        return [Row(*seats), *new, "reason"]

    def clean(self) -> dict[str, Any]:
        chosen: set[int] = set()
        for place in range(self.newcomers):
            person = self.cleaned_data.get(f"person_{place}")
            if person and person.pk in chosen:
                self.add_error(f"person_{place}", f"{person} đã chọn ở dòng trên.")
            elif person:
                chosen.add(person.pk)
        return self.cleaned_data

    @property
    def rows(self) -> dict[str, Any]:
        said, changes = self.cleaned_data, []
        for seat in self.seats:
            if choice := said[f"seat_{seat.person.pk}"]:
                act = MemberAct.OUT if choice == OUT else MemberAct.ROLE
                role = "" if choice == OUT else choice
                changes.append(Change(seat.person, act, role))
        for place in range(self.newcomers):
            if person := said[f"person_{place}"]:
                role = said[f"role_{place}"] or TeamRole.MEMBER
                changes.append(Change(person, MemberAct.IN, role))
        return {"changes": changes}

    def beside(self, theirs: Any) -> Iterable[tuple[str, str, str]]:
        for name in self.fields:
            if name.startswith(("seat_", "person_", "role_")) and name in theirs.fields:
                yield str(self.fields[name].label), shown_by(self[name]), shown_by(theirs[name])


FORMS: dict[str, type[AmendmentForm]] = {
    form.kind: form
    for form in (ExtendForm, MembersForm, SuspendForm, ResumeForm, StopForm, AddUnitsForm)
}


class RecordAmendmentForm(RecordDecisionForm):
    """The number, day and signer of an amending decision issued outside the system."""

    acknowledged = forms.BooleanField(
        label="Tôi đã xem các cảnh báo trên và vẫn ghi nhận.",
        required=False,
        error_messages={"required": "Còn cảnh báo: hãy xem lại, hoặc đánh dấu là đã xem."},
    )

    def __init__(self, *args: Any, warned: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.pop("regime", None)
        self.fields["signed_on"].help_text = ""
        self.fields["acknowledged"].required = warned
        if not warned:
            del self.fields["acknowledged"]
        first = Row(*(Column(n, css_class="col-md-4") for n in ("number", "symbol", "signed_on")))
        last = ["acknowledged"] if warned else []
        self.helper.layout = Layout(first, "signed_by_post", *last)


class GiveUpForm(RoomForm):
    reason = forms.CharField(
        label="Lý do bỏ dự thảo",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Cần ghi lý do bỏ dự thảo."},
    )
