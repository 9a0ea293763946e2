"""Signing in: who may come in from where."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.request import split_domain_port

from phuong6.lib.vietnamese import nfc

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_local(request: HttpRequest) -> bool:
    """Whether the request was really made on this machine, by nobody's proxy.

    Behind a proxy every request comes from 127.0.0.1, so the name asked for must be local too and
    nothing may say that the request was passed on.
    """
    try:
        loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    host, _port = split_domain_port(request.get_host())
    return loopback and host in LOCAL_NAMES and not any(request.META.get(name) for name in FORWARDED)


class SignInForm(AuthenticationForm):
    """Name and password. Says nothing about whether an account exists."""

    error_messages = {
        "invalid_login": (
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy nhập lại; mật khẩu phân biệt chữ hoa, chữ thường."
        ),
        "inactive": "Tài khoản này đã ngừng sử dụng. Xin liên hệ người quản trị hệ thống của phường.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].error_messages["required"] = "Hãy nhập tên đăng nhập."
        self.fields["password"].label = "Mật khẩu"
        self.fields["password"].error_messages["required"] = "Hãy nhập mật khẩu."

    def clean_username(self) -> str:
        return nfc(self.cleaned_data["username"])

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if user.is_sample and not settings.ALLOW_SAMPLE and not is_local(self.request):
            raise ValidationError(
                "Tài khoản mẫu chỉ đăng nhập được ngay trên máy cài phần mềm. "
                "Xin dùng tài khoản riêng do người quản trị cấp.",
                code="sample",
            )


class NewPasswordForm(PasswordChangeForm):
    """One's own password; what the administrator gave may not be kept."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields[
            "new_password1"
        ].help_text = "Ít nhất 8 ký tự, không giống tên đăng nhập, không quá dễ đoán."
        self.fields["new_password2"].label = "Nhập lại mật khẩu mới"

    def clean(self) -> dict:
        data = super().clean()
        if data.get("new_password1") and data["new_password1"] == data.get("old_password"):
            self.add_error("new_password1", "Mật khẩu mới phải khác mật khẩu đang dùng.")
        return data

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)
