"""Invented names, titles and sentences; one seed always draws the same ones."""

from random import Random

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
MIDDLE = {
    "ong": ("Văn", "Hữu", "Minh", "Quốc", "Thanh", "Đức", "Hoàng", "Xuân", "Trọng", "Công"),
    "ba": ("Thị", "Ngọc", "Thanh", "Kim", "Thùy", "Mỹ", "Thị Bích", "Thị Hồng", "Hoàng", "Xuân"),
}
GIVEN = {
    "ong": (
        "Anh",
        "Ẩn",
        "Dũng",
        "Đức",
        "Khánh",
        "Lộc",
        "Nghĩa",
        "Phước",
        "Quý",
        "Thưởng",
        "Tuyền",
        "Vũ",
        "Hạnh",
    ),
    "ba": ("Ánh", "Diễm", "Hằng", "Huệ", "Lệ", "Loan", "Mỹ", "Nhung", "Phượng", "Quỳnh Như", "Thưởng", "Yến"),
}
SUMMARIES = (
    "Giải quyết {n} hồ sơ, trả kết quả đúng hạn và trước hạn; không có phản ánh của người dân.",
    "Vận động {n} hộ dân nộp hồ sơ trực tuyến, hướng dẫn tận nhà người cao tuổi.",
    "Tham mưu rút ngắn thời gian xử lý văn bản, gửi nhận và ký số đầy đủ {n} văn bản.",
    "Đề xuất mô hình “Ngày thứ Sáu không hẹn”, đã áp dụng cho {n} lượt người dân.",
)
CLAIMS = (
    "Hoàn thành các nhiệm vụ được giao trong kế hoạch của phường, có báo cáo từng quý.",
    "Có giải pháp được áp dụng tại đơn vị từ tháng 6 và tiếp tục nhân rộng.",
    "Phối hợp tuyên truyền trên Trạm truyền thanh và tại các buổi họp tổ dân phố.",
    "Chấp hành tốt chủ trương, chính sách; tham gia đầy đủ các lớp bồi dưỡng.",
)
TITLES = {
    "neighbourhood": ("Trưởng khóm", "Phó Trưởng khóm", "Thành viên Ban nhân dân khóm"),
    "office": ("Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch", "Công chức Địa chính"),
    "organisation": ("Chủ tịch", "Phó Chủ tịch", "Ủy viên"),
}


def person(rng: Random, used: set[str]) -> dict:
    """An invented person not drawn before: full_name, honorific, birth_year."""
    while True:
        honorific = rng.choice(("ong", "ba"))
        name = " ".join((rng.choice(FAMILY), rng.choice(MIDDLE[honorific]), rng.choice(GIVEN[honorific])))
        if name not in used or len(used) > len(FAMILY) * 200:
            used.add(name)
            return {"full_name": name, "honorific": honorific, "birth_year": rng.randint(1955, 2000)}
