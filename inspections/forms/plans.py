"""The plan of a year: beginning one, its items, what was issued elsewhere, tables in."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from accounts.models import Department, Role, User
from inspections.choices import CaseKind
from inspections.forms.cases import IssuerField
from inspections.forms.team import NO_SUCH_PERSON, AddUnitForm, PersonField
from inspections.models import Plan, PlanItem
from inspections.models.plan import QUARTERS, YEARS
from inspections.plans import ItemFacts
from office.forms import DateField, RoomForm, RoomModelForm

LONGEST_CONTENT = 4000


def year_field(label: str) -> forms.IntegerField:
    """The year of a plan, ours or another body's."""
    return forms.IntegerField(
        label=label,
        min_value=YEARS[0],
        max_value=YEARS[-1],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Hãy ghi năm của kế hoạch.",
            "invalid": "Hãy viết năm bằng chữ số, ví dụ 2026.",
            "min_value": "Năm sớm nhất là %(limit_value)s.",
            "max_value": "Năm muộn nhất là %(limit_value)s.",
        },
    )


class PlanForm(RoomForm):
    year = year_field("Năm kế hoạch")
    issuer = IssuerField(
        label="Cơ quan ban hành",
        help_text="Cơ quan ký kế hoạch; tên in ở đầu văn bản.",
        error_messages={"required": "Hãy chọn cơ quan ban hành."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # A plan is made in the last months for the year to come.
        today = timezone.localdate()
        self.initial.setdefault("year", today.year + (today.month > 9))
        self.fields["issuer"].offer(self["issuer"].value())


class ItemForm(RoomModelForm):
    quarter = forms.TypedChoiceField(
        label="Quý",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Chưa xếp"), *QUARTERS.items()],
    )
    month = forms.TypedChoiceField(
        label="Hoặc tháng",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Cả quý"), *((month, f"Tháng {month}") for month in range(1, 13))],
    )
    leader = PersonField(
        label="Dự kiến trưởng đoàn",
        queryset=User.objects.none(),
        required=False,
        empty_label="Chưa phân công",
        error_messages={"invalid_choice": NO_SUCH_PERSON},
        widget=forms.Select(attrs={"data-pick": ""}),
    )
    department: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Đơn vị chủ trì",
        queryset=Department.objects.order_by("name"),
        required=False,
        empty_label="Chưa phân công",
        error_messages={"invalid_choice": "Không có phòng này trong danh sách; hãy chọn lại."},
    )
    adjustment = forms.CharField(
        label="Lý do điều chỉnh",
        max_length=500,
        help_text="Kế hoạch đã ban hành; lý do được giữ ở mục này và in vào kế hoạch điều chỉnh.",
        error_messages={"required": "Kế hoạch đã ban hành: hãy ghi lý do điều chỉnh."},
    )

    class Meta:
        model = PlanItem
        fields = (
            "kind",
            "subject",
            "content",
            "period_from",
            "period_to",
            "quarter",
            "month",
            "department",
            "leader",
            "expected_days",
            "reason",
        )
        widgets = {
            "kind": forms.RadioSelect,
            "subject": forms.Textarea(attrs={"rows": 2}),
            "content": forms.Textarea(attrs={"rows": 4}),
            "expected_days": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        labels = {
            "subject": "Nội dung cuộc",
            "content": "Các nội dung sẽ xem xét",
            "period_from": "Thời kỳ: từ ngày",
            "expected_days": "Thời hạn dự kiến (ngày)",
        }
        error_messages = {
            "subject": {"required": "Hãy ghi nội dung cuộc."},
            "expected_days": {
                "invalid": "Hãy viết số ngày bằng chữ số.",
                "min_value": "Số ngày không thể âm.",
                "max_value": "Số ngày quá lớn.",
            },
        }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = CaseKind.choices
        if self.instance.pk is None:
            self.initial.setdefault("kind", CaseKind.INSPECTION)
        self.fields["content"].validators.append(MaxLengthValidator(LONGEST_CONTENT))
        self._offer_people()
        if not plan.is_approved:
            del self.fields["adjustment"]
        else:
            # The reason of this change, not of the last one.
            self.initial["adjustment"] = ""
        self.helper.layout = Layout(
            "kind",
            "subject",
            "content",
            _row(period_from=4, period_to=4, expected_days=4),
            _row(quarter=3, month=3, department=6),
            "leader",
            "reason",
            *(["adjustment"] if plan.is_approved else []),
        )

    def _offer_people(self) -> None:
        people = User.objects.filter(is_active=True, is_superuser=False)
        contacts = people.filter(role_grants__role=Role.UNIT_CONTACT)
        self.fields["leader"].queryset = people.exclude(pk__in=contacts)

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean_content(self) -> str:
        lines = (" ".join(line.split()) for line in self.cleaned_data["content"].splitlines())
        return "\n".join(line for line in lines if line)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        quarter, month = cleaned.get("quarter"), cleaned.get("month")
        if quarter and month and quarter != (month + 2) // 3:
            self.add_error("month", f"Tháng {month} không thuộc {QUARTERS[quarter].lower()}.")
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", "Thời kỳ phải kết thúc sau ngày bắt đầu.")
        return cleaned

    def validate_constraints(self) -> None:
        """Said at the fields above, in better words."""

    @property
    def facts(self) -> ItemFacts:
        return ItemFacts(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    @property
    def why(self) -> str:
        return self.cleaned_data.get("adjustment", "")


def _row(**widths: int) -> Row:
    return Row(*(Column(name, css_class=f"col-md-{width}") for name, width in widths.items()))


class RecordPlanForm(RoomForm):
    """A plan that was numbered and signed outside: on paper, or in the e-office."""

    number = forms.CharField(
        label="Số",
        max_length=20,
        error_messages={"required": "Hãy ghi số của kế hoạch."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    symbol = forms.CharField(
        label="Ký hiệu",
        max_length=60,
        error_messages={"required": "Hãy ghi ký hiệu, ví dụ KH-TTr."},
        widget=forms.TextInput(attrs={"placeholder": "KH-TTr", "autocomplete": "off"}),
    )
    signed_on = DateField(label="Ngày ký", error_messages={"required": "Hãy ghi ngày ký kế hoạch."})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(_row(number=4, symbol=4, signed_on=4))


class AdjustmentForm(RoomForm):
    """The reason of a change to an issued plan, where the change is one button."""

    adjustment = forms.CharField(label="Lý do điều chỉnh", max_length=500, required=False)


class PutUnitForm(AdjustmentForm, AddUnitForm):
    """One more unit of an item."""


class ReasonForm(RoomForm):
    """Why a plan is given up, or a case of it will not be held."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Cần ghi lý do."},
    )


class TableForm(RoomForm):
    """A table of Excel; it is read and shown before anything is kept."""

    table = forms.FileField(
        label="Tệp Excel (.xlsx)",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, too_large: list[str] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = too_large or []

    def clean_table(self) -> Any:
        if self.too_large:
            raise forms.ValidationError(self.too_large)
        upload = self.cleaned_data["table"]
        if upload is None:
            raise forms.ValidationError("Hãy chọn tệp Excel (.xlsx).")
        return upload
