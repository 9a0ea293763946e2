"""The table of targets in a báo cáo thành tích (plan, sections II.2, III.2): what is verified, exact, gaps named."""

from criteria.measuring.verified import Verified
from phuong6.lib.papers.blocks import Column, Heading, Paragraph, Table
from phuong6.lib.posts import Posts

COLUMNS = (
    Column("Chỉ tiêu", 2.2),
    Column("Kế hoạch", 1.1, "center"),
    Column("Thực hiện", 1.5, "center"),
    Column("Tỷ lệ %", 0.9, "center"),
    Column("So năm trước", 1.1, "center"),
    Column("Minh chứng", 1.1),
)
Row = tuple[str, str, str, str, str, str]
SAMPLE: tuple[Row, ...] = (
    (
        "Hồ sơ thủ tục hành chính trả đúng hạn và trước hạn", "Đạt 100%", "999/1.000", "99,90 %",
        "Cao hơn (98,50 %)", "3 tệp, đã xác nhận",
    ),
    ("Văn bản gửi, nhận trên môi trường mạng", "Đạt 100%", "0/0", "không phát sinh", "Chưa có số liệu", "Đã xác nhận"),
    ("Tuyên truyền cải cách hành chính", "Hoàn thành nhiệm vụ", "Đã hoàn thành", "", "", "2 tệp, đã xác nhận"),
    ("Cán bộ, công chức được bồi dưỡng", "Đạt 100%", "Chưa có số liệu được xác nhận", "", "", ""),
)  # fmt: skip


def row_of(each: Verified) -> Row:
    """One target in the words of the table; what does not apply stays empty."""
    return (each.target.name, each.target.asked, each.done, each.percent, each.compared, each.proof)


def targets_table(rows: tuple[Row, ...], title: str, posts: Posts) -> tuple:
    """Heading, table and whose figures they are; nothing where no target is asked of the unit."""
    if not rows:
        return ()
    note = f"Số liệu do {posts.statistics} phường xác nhận trên hệ thống."
    return (Heading(title, 2), Table(COLUMNS, rows), Paragraph(note, italic=True))
