"""Signing in and changing the password."""

from typing import Any

from allauth.account.adapter import get_adapter
from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from office.forms import NamesWhatIsMissing


class SignInForm(NamesWhatIsMissing, AuthenticationForm):
    """Django's form; allauth counts the failures and closes the door for a while after too many."""

    error_heading = "Chưa đăng nhập được"
    error_messages = {
        "invalid_login": (
            "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường;"
            " hãy xem lại bộ gõ tiếng Việt."
        ),
        "inactive": "Tài khoản này đã khóa. Hãy liên hệ quản trị.",
        "too_many": "Sai quá nhiều lần. Hãy đợi năm phút rồi thử lại, hoặc nhờ quản trị đặt lại.",
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
        self.helper = form_helper(self)

    def clean(self) -> dict[str, Any]:
        username, password = (self.cleaned_data.get(name) for name in ("username", "password"))
        if not username or not password:
            return self.cleaned_data
        try:
            self.user_cache = get_adapter(self.request).authenticate(
                self.request, username=username, password=password
            )
        except ValidationError:
            raise ValidationError(self.error_messages["too_many"], code="too_many") from None
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


class ChangePasswordForm(NamesWhatIsMissing, PasswordChangeForm):
    """The old password once, the new one twice."""

    error_heading = "Chưa đổi được mật khẩu"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password2"].label = "Mật khẩu mới (gõ lại)"
        self.helper = form_helper(self)


def form_helper(form: forms.BaseForm) -> FormHelper:
    helper = FormHelper(form)
    helper.form_tag = False
    return helper
