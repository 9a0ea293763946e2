"""The accounts a fresh installation begins with: the sample's printed ones, or one administrator."""

import os
import sys
from functools import cache
from getpass import getpass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from campaigns.enums import Role
from campaigns.models import Membership

SAMPLE_PASSWORD = "thiduaphuong6"  # noqa: S105 - printed at set-up; sample accounts open only on this machine
TRIES = 3
SAMPLE_TASKS = {
    "to1": "Điền tiếp hồ sơ đang soạn của tổ dân phố số 1, đưa giấy tờ lên rồi nộp; bỏ phiếu tại Hội đồng",
    "to2": "Xem hồ sơ tổ dân phố số 2 đã nộp, tải phiếu tiếp nhận",
    "to3": "Xem hồ sơ tổ dân phố số 3 đã thẩm định xong, chờ kết quả",
    "mttq": "Chưa đăng ký: đăng ký tham gia phong trào, rồi lập hồ sơ; bỏ phiếu tại Hội đồng",
    "coquan": "Đã đăng ký: gửi báo cáo chỉ tiêu còn thiếu, lập hồ sơ mới cho UBND phường",
    "noivu": "Thẩm định hồ sơ tổ dân phố số 2; điều hành phiên họp; soạn quyết định, in giấy khen",
    "noivu2": "Người thẩm định thứ hai, kết luận khi hồ sơ là của chính người kia",
    "vanphong": "Theo dõi chỉ tiêu, hồ sơ của mọi đơn vị; bỏ phiếu tại Hội đồng",
    "vanhoa": "Đăng gương điển hình đang soạn; bỏ phiếu tại Hội đồng",
    "ketoan": "Ghi thu, chi vào sổ quỹ; chi tiền thưởng của quyết định đã ban hành; tải sổ quỹ",
    "taichinh": "Bỏ phiếu tại Hội đồng",
    "nongdan": "Bỏ phiếu tại Hội đồng",
    "chutich": "Chủ trì phiên họp; xác nhận hoặc trả lại dự thảo quyết định",
    "phochutich": "Ký thay Chủ tịch (KT. CHỦ TỊCH); bỏ phiếu tại Hội đồng",
    "quantri": "Tạo tài khoản, cấp vai trò, đặt lại mật khẩu",
}


def open_sample_accounts() -> None:
    """Give the accounts of fixtures/sample.json, which carry no password, the printed one."""
    get_user_model().objects.filter(is_sample=True, password=UNUSABLE_PASSWORD_PREFIX).update(
        password=make_password(SAMPLE_PASSWORD)
    )


def clashing_usernames() -> list[str]:
    """Real accounts that bear a sample account's name; the sample must not touch them."""
    real = get_user_model().objects.filter(is_sample=False, username__in=SAMPLE_TASKS)
    return list(real.values_list("username", flat=True))


def sample_lines() -> list[str]:
    """What set-up prints of the sample accounts: sign-in name, person, roles, what to try."""
    still_printed = cache(lambda encoded: check_password(SAMPLE_PASSWORD, encoded))
    lines = [f"TÀI KHOẢN MẪU, mật khẩu chung: {SAMPLE_PASSWORD}"]
    users = get_user_model().objects.filter(is_sample=True).prefetch_related("memberships__unit")
    places = {username: place for place, username in enumerate(SAMPLE_TASKS)}
    for user in sorted(users, key=lambda each: places.get(each.username, len(places))):
        roles = ", ".join(str(each) for each in user.memberships.all())
        changed = "" if still_printed(user.password) else " (đã đổi mật khẩu)"
        lines.append(f"  {user.username:<11} {user.full_name} – {roles}{changed}")
        if user.username in SAMPLE_TASKS:
            lines.append(f"  {'':<11} → {SAMPLE_TASKS[user.username]}")
    return lines


def administrators() -> list[str]:
    """Sign-in names of the real, active administrators."""
    found = Membership.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True, user__is_sample=False
    ).values_list("user__username", flat=True)
    return sorted(found)


def ask_for_administrator():
    """Make the first administrator from ADMIN_* variables, or by asking at the terminal.

    Raises CommandError with the sentence that says what to do.
    """
    if "ADMIN_PASSWORD" in os.environ:
        return _make_administrator(
            os.environ.get("ADMIN_USERNAME", "quantrivien"),
            os.environ.get("ADMIN_FULL_NAME", "Người quản trị"),
            os.environ["ADMIN_PASSWORD"],
        )
    if not sys.stdin.isatty():
        raise CommandError(
            "Cần mật khẩu cho người quản trị đầu tiên. Hãy chạy lại lệnh này trong cửa sổ dòng lệnh, "
            "hoặc đặt biến ADMIN_PASSWORD (có thể thêm ADMIN_USERNAME, ADMIN_FULL_NAME)."
        )
    sys.stdout.write("Tạo tài khoản quản trị đầu tiên.\n")
    for left in reversed(range(TRIES)):
        try:
            return _make_administrator(*_typed())
        except CommandError as error:
            if not left:
                raise
            sys.stdout.write(f"  {error}\n  Mời nhập lại.\n")
    return None


def _typed() -> tuple[str, str, str]:
    """User name, full name and password as typed at the terminal, the password twice and unseen."""
    username = input("  Tên đăng nhập [quantrivien]: ").strip() or "quantrivien"
    full_name = input("  Họ và tên: ").strip()
    password = getpass("  Mật khẩu (không hiện khi gõ): ")
    if password != getpass("  Gõ lại mật khẩu: "):
        raise CommandError("Hai lần gõ mật khẩu không giống nhau.")
    return username, full_name, password


@transaction.atomic
def _make_administrator(username: str, full_name: str, password: str):
    user = get_user_model()(username=username, full_name=full_name)
    try:
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.save()
    Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
    return user
