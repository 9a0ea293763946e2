"""Certificates for invented people, among them the longest a ward could meet."""

from datetime import date

from phuong6.lib.papers.certificates.drawing import CertificateText

ACHIEVEMENT = (
    "Đã có thành tích xuất sắc trong phong trào thi đua “Cải cách hành chính” trên địa bàn Phường 6 năm 2023"
)
LONG_PERSON = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Thảo Trinh Huyền Trang"
LONG_ROLE = (
    "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường kiêm Trưởng Ban công tác Mặt trận khóm 4,"
    " Phường 6, thành phố Cao Lãnh, tỉnh Đồng Tháp"
)
LONG_COLLECTIVE = (
    "Tập thể cán bộ, công chức, người lao động Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính"
    " theo cơ chế một cửa, một cửa liên thông của Ủy ban nhân dân Phường 6, thành phố Cao Lãnh, tỉnh Đồng Tháp"
)


def certificate(**changes) -> CertificateText:
    values = {
        "name": "Nguyễn Thị Ẩn Danh",
        "honorific": "Bà",
        "role_line": "Công chức Văn phòng - Thống kê, Ủy ban nhân dân Phường 6, thành phố Cao Lãnh",
        "achievement": ACHIEVEMENT,
        "golden_book_no": 1,
        "decision_number": "01/QĐ-UBND",
        "decision_date": date(2023, 11, 30),
        "signer_name": "Trần Hữu Lý",
        "verify_url": "https://thidua.example/xac-minh/Qm7Zt2k9XvB4/",
    }
    return CertificateText(**values | changes)


PLAIN = certificate(sample_star=True)
COLLECTIVE = certificate(
    name="Ban nhân dân khóm 3",
    honorific="",
    role_line="Ủy ban nhân dân Phường 6",
    golden_book_no=2,
    mark="DIỄN TẬP",
)
LONG = certificate(
    name=LONG_PERSON,
    role_line=LONG_ROLE,
    golden_book_no=12,
    mark="MẪU",
    signer_title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Ngô Thị Ví Dụ",
)
LONG_UNIT = certificate(
    name=LONG_COLLECTIVE,
    honorific="",
    golden_book_no=112,
    decision_number="",
    decision_date=None,
    verify_url="",
)
ALL = (PLAIN, COLLECTIVE, LONG, LONG_UNIT)
