"""Opening and editing a case, looking for cases, giving one up."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils import timezone

from inspections.checks import FIXED_BY_DECISION
from inspections.choices import CaseKind, CaseState, Level, Secrecy, UnitKind
from inspections.models import Inspection, Unit
from office import secrecy
from office.forms import RoomForm, RoomModelForm
from office.text import nfc, row_key

NO_SUCH_UNIT = "Không có đơn vị này trong danh mục; hãy chọn lại."
# Offered, so that who needs it reads why it is refused.
BEYOND = "state_secret"
BEYOND_LABEL = "Bí mật nhà nước: MẬT, TỐI MẬT, TUYỆT MẬT"
NO_SECRETS = (
    "Cuộc thuộc bí mật nhà nước không lập trong phần mềm này; hãy lập hồ sơ giấy và chỉ ghi số, ngày,"
    " nơi lưu ở trang “Tài liệu mật”."
)
FIXED = "Đã ghi trong quyết định; thay đổi bằng quyết định sửa đổi, bổ sung."
# Wards and communes issue papers too; thousands of them are found by typing, not by scrolling.
MOST_FOUND = 100
OFFERED_KINDS = (UnitKind.INSPECTORATE, UnitKind.CENTRAL, UnitKind.DEPARTMENT, UnitKind.TEAM)


class IssuerField(forms.ModelChoiceField):
    """Any unit that issues papers; the list shows those that usually do, the search finds all."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=Unit.objects.issuing(), **kwargs)
        self.error_messages["invalid_choice"] = NO_SUCH_UNIT
        self.widget.attrs["data-pick"] = ""

    def offer(self, chosen: Any, *, words: str = "") -> None:
        """Fill the list, with the chosen unit in it whatever its kind, and what `words` find."""
        self.widget.attrs["data-search"] = f"{reverse('inspections:unit_search')}?ban-hanh=1"
        usual = Unit.objects.issuing().filter(kind__in=OFFERED_KINDS)
        units = list(usual.existing_on(timezone.localdate()).order_by("name", "pk")[:300])
        if words.strip():
            units = list(Unit.objects.issuing().matching(nfc(words[:200]))[:MOST_FOUND])
        key = row_key(str(chosen or ""))
        if key is not None and key not in {unit.pk for unit in units}:
            units += Unit.objects.issuing().filter(pk=key)
        self.found_count = len(units) if words.strip() else None
        self.widget.choices = [("", "Chọn cơ quan"), *((unit.pk, str(unit)) for unit in units)]


class CaseForm(RoomModelForm):
    issuer = IssuerField(
        label="Cơ quan tiến hành",
        help_text="Cơ quan ra quyết định; tên cơ quan in ở đầu văn bản của cuộc.",
    )
    level = forms.ChoiceField(
        label="Cấp",
        required=False,
        choices=[("", "Theo cấp của cơ quan tiến hành"), *Level.choices],
        help_text="Thời hạn theo luật tính theo cấp này.",
    )

    class Meta:
        model = Inspection
        fields = ("kind", "subject", "issuer", "level", "secrecy")
        widgets = {
            "kind": forms.RadioSelect,
            "subject": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"kind": "Loại cuộc", "subject": "Nội dung cuộc", "secrecy": "Phạm vi xem"}
        help_texts = {
            "subject": "Viết tiếp sau chữ “thanh tra” hoặc “kiểm tra”: “việc thực hiện … tại …”."
            " Dòng này thành trích yếu của quyết định và kết luận.",
            "secrecy": "“Chỉ người trong cuộc”: ngoài đoàn chỉ lãnh đạo thấy cuộc này.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = CaseKind.choices
        self.fields["secrecy"].choices = [*Secrecy.choices, (BEYOND, BEYOND_LABEL)]
        if self.instance.pk is None:
            self.initial.setdefault("kind", CaseKind.INSPECTION)
        elif self.instance.state != CaseState.PREPARING:
            self._fix()
        self.issuer_words = str(self.data.get("issuer_words", "")) if self.is_bound else ""
        self.fields["issuer"].offer(self["issuer"].value(), words=self.issuer_words)
        self.helper.layout = Layout(
            "kind",
            "subject",
            Row(Column("issuer", css_class="col-md-7"), Column("level", css_class="col-md-5")),
            "secrecy",
        )

    def _fix(self) -> None:
        for name in FIXED_BY_DECISION:
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = FIXED

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        if mark := secrecy.stamp_in(subject):
            raise forms.ValidationError(f"Nội dung cuộc mang dấu “{mark}”. {NO_SECRETS}")
        return subject

    def clean_secrecy(self) -> str:
        if self.cleaned_data["secrecy"] == BEYOND:
            raise forms.ValidationError(NO_SECRETS)
        return self.cleaned_data["secrecy"]

    def clean(self) -> dict[str, Any]:
        issuer = self.cleaned_data.get("issuer")
        if issuer and not self.cleaned_data.get("level"):
            self.cleaned_data["level"] = issuer.level
        return self.cleaned_data

    @property
    def found_count(self) -> int | None:
        """How many units answer to the words of the search; None when nothing was asked."""
        return self.fields["issuer"].found_count

    def keep_typed(self) -> None:
        """Show what was typed without judging it yet: an issuer is still being looked for."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class DropForm(RoomForm):
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi vào diễn biến của cuộc; mã cuộc không dùng lại.",
    )
