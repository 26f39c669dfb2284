"""Forms of delegated signing."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone

from accounts.fields import PersonField
from accounts.models import Role, RoleGrant, SigningDelegation, User
from accounts.permissions import order_of
from office.forms import DateField, RoomForm

Authority = SigningDelegation.Authority


class DelegationForm(RoomForm):
    signer = PersonField(
        label="Người được ký",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        widget=forms.Select(attrs={"data-pick": ""}),
        error_messages={
            "required": "Hãy chọn người được ký.",
            "invalid_choice": "Không có người này trong danh sách; hãy chọn lại.",
        },
    )
    authority = forms.ChoiceField(
        label="Thẩm quyền",
        choices=Authority.choices,
        help_text=(
            "KT.: cấp phó ký thay cấp trưởng. TL.: thừa lệnh. TUQ.: theo văn bản, có thời hạn,"
            " không ủy quyền lại. Q.: được giao quyền cấp trưởng."
        ),
    )
    on_behalf_of = forms.CharField(
        label="Thay mặt chức vụ",
        max_length=150,
        help_text="In trên văn bản sau chữ viết tắt: “KT. CHÁNH THANH TRA”.",
        error_messages={"required": "Hãy ghi chức vụ được thay mặt."},
    )
    signer_post = forms.CharField(
        label="Chức vụ người ký",
        max_length=150,
        required=False,
        help_text="Để trống thì lấy chức vụ của người đó.",
    )
    valid_from = DateField(label="Từ ngày")
    valid_until = DateField(label="Đến hết ngày", required=False)
    document = forms.CharField(
        label="Theo văn bản",
        max_length=300,
        required=False,
        help_text="Số, ký hiệu, ngày của văn bản giao; thừa ủy quyền bắt buộc có.",
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        contacts = RoleGrant.objects.held_on(today).filter(role=Role.UNIT_CONTACT)
        people = User.objects.filter(is_active=True).exclude(pk__in=contacts.values("person"))
        self.fields["signer"].queryset = people.exclude(pk=by.pk)
        self.initial.setdefault("valid_from", today)
        self.initial.setdefault("on_behalf_of", by.post)
        if not by.has_role(Role.CHIEF):
            self._of_who_passes_on(order_of(by))
        self.helper.layout = Layout(
            Row(Column("signer", css_class="col-md-7"), Column("authority", css_class="col-md-5")),
            Row(
                Column("on_behalf_of", css_class="col-md-6"),
                Column("signer_post", css_class="col-md-6"),
            ),
            Row(
                Column("valid_from", css_class="col-md-6"),
                Column("valid_until", css_class="col-md-6"),
            ),
            "document",
        )

    def _of_who_passes_on(self, order: SigningDelegation | None) -> None:
        """His own deputy may sign for him, in the place that the order gave him."""
        self.fields["authority"].choices = [(Authority.DEPUTY, Authority.DEPUTY.label)]
        self.initial["on_behalf_of"] = order.signer_post if order else ""
        self.fields["on_behalf_of"].disabled = True

    def clean_on_behalf_of(self) -> str:
        return " ".join(self.cleaned_data["on_behalf_of"].split())


class RevokeForm(RoomForm):
    reason = forms.CharField(
        label="Lý do thu hồi",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Cần ghi lý do thu hồi."},
    )
