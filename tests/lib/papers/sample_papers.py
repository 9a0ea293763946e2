"""Papers with invented people that together use every block."""

from phuong6.lib.papers.blocks import (
    Appendix,
    Article,
    Bases,
    Bullets,
    Column,
    Fields,
    GroupRow,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Signature,
    SumLine,
    Table,
    TotalRow,
)

WARD = Letterhead(
    issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG 6"),
    number="Số: 01/QĐ-UBND",
    place_date="Phường 6, ngày 05 tháng 01 năm 2024",
)
PEOPLE = tuple(
    (str(number), "Bà" if number % 2 else "Ông", name, "Công chức Ủy ban nhân dân Phường 6", "270.000")
    for number, name in enumerate(("Nguyễn Thị Ẩn Danh", "Trần Văn Thí Dụ", "Lê Thị Mẫu Đơn") * 14, start=3)
)
LIST = Appendix(
    title="DANH SÁCH",
    subtitle="Tập thể, cá nhân được tặng Giấy khen",
    note="(Kèm theo Quyết định số 01/QĐ-UBND ngày 05 tháng 01 năm 2024 của Chủ tịch Ủy ban nhân dân Phường 6)",
    blocks=(
        Table(
            (
                Column("STT", 0.5, "center"),
                Column("Ông (Bà)", 0.7, "center"),
                Column("Họ và tên, tên tập thể", 2),
                Column("Chức vụ, đơn vị", 2.2),
                Column("Tiền thưởng (đồng)", 1, "right"),
            ),
            (
                GroupRow("I. TẬP THỂ"),
                ("1", "", "Ban nhân dân khóm 3", "Ủy ban nhân dân Phường 6", "540.000"),
                ("2", "", "Hội Người cao tuổi", "Ủy ban nhân dân Phường 6", "540.000"),
                GroupRow("II. CÁ NHÂN"),
                *PEOPLE,
                TotalRow(("Tổng cộng", "", "", "", "12.420.000")),
            ),
        ),
        SumLine("Tổng số tiền thưởng", "12.420.000 đồng", "Mười hai triệu bốn trăm hai mươi nghìn đồng"),
    ),
)
DECISION = Paper(
    letterhead=WARD,
    title="QUYẾT ĐỊNH",
    subtitle="Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua"
    " “Cải cách hành chính” trên địa bàn Phường 6 năm 2023",
    authority="CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6",
    blocks=(
        Bases(
            (
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
                "Căn cứ Luật Thi đua, Khen thưởng ngày 15 tháng 6 năm 2022",
                "Theo đề nghị của Hội đồng Thi đua - Khen thưởng Phường 6",
            )
        ),
        Paragraph("QUYẾT ĐỊNH:", align="center", bold=True),
        Article(
            1, "Tặng Giấy khen cho 02 tập thể và 42 cá nhân có thành tích xuất sắc (có danh sách kèm theo)."
        ),
        Article(2, ("Mức tiền thưởng: tập thể ", Run("540.000 đồng", bold=True), ", cá nhân 270.000 đồng.")),
        Article(
            3,
            "Văn phòng - Thống kê, Nội vụ, Tài chính - Kế toán và các tập thể, cá nhân có tên tại Điều 1"
            " chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.",
        ),
    ),
    recipients=("Như Điều 3", "Hội đồng Thi đua - Khen thưởng thành phố", "Lưu: VT, NV"),
    signatures=(Signature(("CHỦ TỊCH",), "Trần Hữu Lý"),),
    appendices=(LIST,),
    mark="DIỄN TẬP",
)
MINUTES = Paper(
    letterhead=Letterhead(
        superior=("ỦY BAN NHÂN DÂN PHƯỜNG 6",),
        issuer=("BAN NHÂN DÂN KHÓM 3",),
        number="Số:     /BB-BND",
        place_date="Phường 6, ngày …… tháng 11 năm 2023",
    ),
    title="BIÊN BẢN",
    subtitle="Họp bình xét, đề nghị khen thưởng phong trào thi đua “Cải cách hành chính” năm 2023",
    addressees=("Chủ tịch Ủy ban nhân dân Phường 6", "Hội đồng Thi đua - Khen thưởng Phường 6"),
    blocks=(
        Heading("I. THỜI GIAN, ĐỊA ĐIỂM"),
        Fields(
            (("Thời gian bắt đầu", "08 giờ 00, ngày 10 tháng 11 năm 2023"), ("Địa điểm", "Văn phòng khóm 3"))
        ),
        Heading("1. Nội dung", 2),
        Paragraph("Chủ trì quán triệt Kế hoạch phát động phong trào thi đua. " * 12),
        Bullets(("tập thể 5 tiêu chí;", ("cá nhân ", Run("4 tiêu chí", italic=True), "."))),
        Heading("a) Ý kiến <khác> & ghi chú", 3),
        Paragraph("Biên bản kết thúc lúc 09 giờ 30 cùng ngày./."),
    ),
    recipients=("Lưu: VT, Hồ sơ",),
    signatures=(
        Signature(("THƯ KÝ",), "Phạm Thị Ví Dụ", "(Ký, ghi rõ họ tên)"),
        Signature(("CHỦ TRÌ",), hint="(Ký, ghi rõ họ tên)"),
    ),
    foot_note="Mã hồ sơ: P6-2023-0001",
)
