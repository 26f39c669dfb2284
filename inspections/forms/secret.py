"""The trace of a secret paper."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms

from inspections.choices import SecretLevel
from office.forms import DateField, RoomForm


class StubForm(RoomForm):
    level = forms.ChoiceField(label="Độ mật", choices=SecretLevel.choices)
    number = forms.CharField(label="Số, ký hiệu", max_length=80)
    dated_on = DateField(label="Ngày văn bản")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    kept_where = forms.CharField(
        label="Nơi lưu bản giấy",
        max_length=300,
        help_text="Tủ, hồ sơ, người giữ. Không ghi trích yếu, không ghi nội dung.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Row(Column("level", css_class="col-md-5"), Column("number", css_class="col-md-7")),
            Row(Column("dated_on", css_class="col-md-5"), Column("issuer", css_class="col-md-7")),
            "kept_where",
        )


class StrikeForm(RoomForm):
    reason = forms.CharField(
        label="Lý do gạch bỏ",
        max_length=500,
        error_messages={"required": "Cần ghi lý do gạch bỏ."},
    )
