"""What posts, offices and neighbourhoods are called, by the day from which it holds.

An office is reorganised and renamed while its work goes on (two levels of local government from 01/7/2025, NĐ
150/2025/NĐ-CP). A role keeps its rights whatever it is called; papers and screens take the words of their day.
"""

from django.db import models

from phuong6.lib.posts import PLAN, Posts
from phuong6.office.fields import TextLine
from phuong6.office.natural import Natural


class PostNames(Natural):
    """One set of names; it holds until the next one begins, so that no two can hold on one day.

    Written as inside a sentence. The defaults are the words of the plan of 2023, for an office that has recorded none.
    """

    natural = ("from_day",)

    name = TextLine("Tên bộ", max_length=120, help_text="Ví dụ: Chính quyền hai cấp, từ 01/7/2025.")
    from_day = models.DateField("Từ ngày", unique=True, help_text="Dùng đến khi bộ sau bắt đầu.")
    internal_affairs = TextLine(
        "Thi đua, khen thưởng do ai phụ trách",
        max_length=80,
        default=PLAN.internal_affairs,
        help_text="Như viết giữa câu: “liên hệ cán bộ Nội vụ để được gia hạn”.",
    )
    internal_affairs_role = TextLine(
        "Tên vai trò đó trên màn hình", max_length=60, default=PLAN.internal_affairs_role
    )
    statistics = TextLine(
        "Theo dõi, xác nhận số liệu do ai phụ trách", max_length=80, default=PLAN.statistics
    )
    statistics_post = TextLine(
        "Người của nơi đó", max_length=80, default=PLAN.statistics_post, help_text="Như viết giữa câu."
    )
    culture = TextLine("Tuyên truyền do ai phụ trách", max_length=80, default=PLAN.culture)
    culture_role = TextLine(
        "Tên vai trò tuyên truyền trên màn hình", max_length=60, default=PLAN.culture_role
    )
    accounting = TextLine("Chi tiền thưởng do ai phụ trách", max_length=80, default=PLAN.accounting)
    carried_out_by = TextLine(
        "Ai thi hành quyết định khen thưởng",
        max_length=200,
        default=PLAN.carried_out_by,
        help_text="Mở đầu điều cuối của quyết định, trước “các đơn vị có liên quan…”.",
    )
    filed = TextLine("Sau chữ “Lưu:” trên văn bản", max_length=40, default=PLAN.filed)
    neighbourhood = TextLine("Địa bàn dưới phường gọi là", max_length=40, default=PLAN.neighbourhood)
    neighbourhood_body = TextLine("Đơn vị ở địa bàn đó", max_length=80, default=PLAN.neighbourhood_body)
    neighbourhood_head = TextLine(
        "Người đứng đầu đơn vị đó ký là", max_length=80, default=PLAN.neighbourhood_head
    )
    superior = TextLine("Cấp trên trực tiếp của phường", max_length=40, default=PLAN.superior)

    class Meta:
        verbose_name = "Tên gọi theo thời kỳ"
        verbose_name_plural = "Tên gọi theo thời kỳ"
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> Posts:
        """The names alone."""
        return Posts(**{name: getattr(self, name) for name in Posts.__dataclass_fields__})
