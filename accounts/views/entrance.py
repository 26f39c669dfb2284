"""Signing in and out, and the password."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from accounts.access import is_signed_in, needs, public, writes
from accounts.forms.entrance import ChangePasswordForm, SignInForm
from office.workflow import Refused

_change_password = PasswordChangeView.as_view(
    template_name="accounts/change_password.html",
    form_class=ChangePasswordForm,
    success_url=reverse_lazy("home"),
)


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # What was typed before the session ended waits in the browser.
        return super().get_context_data(session_ended="het-phien" in self.request.GET, **kwargs)


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    return SignIn.as_view()(request)


@public
@writes
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "Bạn đã đăng xuất.")
    return redirect("accounts:sign_in")


@needs(is_signed_in)
def change_password(request: HttpRequest) -> HttpResponse:
    response = _change_password(request)
    if response.status_code == 302:
        messages.success(request, "Đã đổi mật khẩu.")
    return response


@public
def sign_in_to_admin(request: HttpRequest) -> HttpResponse:
    """The admin's own sign-in would know no limit of failures."""
    if request.user.is_authenticated:
        raise Refused("Phần quản trị chỉ dành cho quản trị viên của hệ thống.")
    query = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
    return redirect(f"{reverse('accounts:sign_in')}?{query}")
