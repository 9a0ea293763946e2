"""The account. Who may do what is campaigns.Membership's business, not this table's."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who signs in. One full name: Vietnamese names do not split into first and last."""

    first_name = None
    last_name = None
    full_name = models.CharField("Họ và tên", max_length=120)
    must_change_password = models.BooleanField(
        "Phải đổi mật khẩu",
        default=False,
        help_text="Bật khi mật khẩu do quản trị đặt: lần đăng nhập tới, người dùng phải tự đặt mật khẩu mới.",
    )
    is_sample = models.BooleanField(
        "Tài khoản mẫu",
        default=False,
        help_text="Chỉ đăng nhập được từ chính máy này, trừ khi đặt ALLOW_SAMPLE=1.",
    )

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "Tài khoản"
        verbose_name_plural = "Tài khoản"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else self.username
