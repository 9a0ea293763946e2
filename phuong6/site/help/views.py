"""In-app help: one page per role, in the words of the buttons on the screen.

The pages are templates/help/<name>.html. A button's words stand in <b class="button-name">; a test
compares each with the workflow tables and the other templates, so a renamed button fails there.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from awards.public.verification import Verdict
from campaigns.enums import Role
from campaigns.rules import roles_of
from phuong6.office.posts import named


@dataclass(frozen=True)
class HelpPage:
    """One page: whom it is for, its word in the address, its template's name, what it answers."""

    slug: str
    name: str
    title: str
    about: str

    @property
    def url(self) -> str:
        return reverse("help-role", args=[self.slug])


PAGES = (
    HelpPage("don-vi", Role.UNIT, "Đơn vị nộp hồ sơ", "Đăng ký, điền hồ sơ, nộp, bổ sung, xem kết quả."),
    HelpPage(
        "noi-vu",
        Role.INTERNAL_AFFAIRS,
        named("{Internal_affairs}"),
        "Chuẩn bị phong trào, thẩm định, tổ chức họp, soạn quyết định, in giấy khen.",
    ),
    HelpPage(
        "thong-ke",
        Role.OFFICE_STATISTICS,
        named("{Statistics}"),
        "Theo dõi đơn vị đăng ký, nộp hồ sơ; xem chỉ tiêu.",
    ),
    HelpPage("van-hoa", Role.CULTURE, named("{Culture_role}"), "Viết và đăng gương điển hình, cách làm hay."),
    HelpPage("ke-toan", Role.ACCOUNTANT, "Kế toán", "Giữ sổ quỹ, chi tiền thưởng, thu lại, xuất sổ."),
    HelpPage("hoi-dong", Role.COUNCIL, "Thành viên Hội đồng", "Đọc hồ sơ trước khi họp, bỏ phiếu."),
    HelpPage(
        "chu-tich",
        Role.CHAIRMAN,
        "Chủ tịch, Phó Chủ tịch ký thay",
        "Chủ trì phiên họp, xem danh sách, xác nhận hoặc trả lại dự thảo.",
    ),
    HelpPage(
        "quan-tri", Role.ADMINISTRATOR, "Người quản trị", "Mở tài khoản, cấp vai trò, đặt lại mật khẩu."
    ),
    HelpPage("nguoi-dan", "resident", "Người dân: xác minh giấy khen", "Không cần tài khoản."),
)
RESIDENT = PAGES[-1]
ANSWERS = {
    Verdict.GENUINE: "Đúng là giấy khen do phường tặng. So tên trên trang với tên trên giấy khen.",
    Verdict.REPLACED: "Đã có bản khác thay thế; bản đang cầm không còn dùng.",
    Verdict.REVOKED: "Khen thưởng đã bị hủy bỏ; giấy khen không còn giá trị.",
    Verdict.VOID: named("Số vào sổ đã bị hủy; hỏi {internal_affairs} của phường để được cấp bản đúng."),
    Verdict.NOT_FOUND: "Có thể ghi sai một chữ, một số; cũng có thể giấy khen không phải do phường tặng.",
}


@require_safe
def contents(request):
    """All pages, the reader's own roles first."""
    held = roles_of(request.user)
    mine = [page for page in PAGES if page.name in held]
    others = [page for page in PAGES if page.name not in held]
    return render(request, "help/contents.html", {"mine": mine, "others": others})


@require_safe
def role_page(request, slug: str):
    """One role's page. Anybody signed in may read any: knowing another's part does no harm."""
    page = next((each for each in PAGES if each.slug == slug), None)
    if page is None:
        raise Http404
    return _show(request, page)


@login_not_required
@require_safe
def resident_page(request):
    """How to check a giấy khen; public like the check itself."""
    return _show(request, RESIDENT)


def _show(request, page: HelpPage):
    answers = [(verdict.label, meaning) for verdict, meaning in ANSWERS.items()]
    return render(request, f"help/{page.name}.html", {"help": page, "answers": answers})
