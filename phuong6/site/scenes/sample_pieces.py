"""The sample's public pieces: through the same moves as real ones, each saying that it is a sample."""

import io

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from campaigns.enums import ExemplarKind
from campaigns.models import Campaign, Exemplar, Unit
from campaigns.publicity.pieces import add_picture, write_new
from campaigns.publicity.workflow import EXEMPLAR

ASKED = "Nhân vật là giả định, tranh vẽ minh họa không có người thật (bài mẫu)."
WIDE, HIGH = 1200, 800  # pixels
WALL, FLOOR, TABLE, INK = "#f4ead6", "#d9c7a3", "#8a5a2b", "#3a2a1a"
COATS = ("#b3141c", "#1f5c8a", "#2f6b3a", "#7a4b8c")

HELPERS = (
    "Tối thứ Ba và thứ Năm hằng tuần, năm thành viên Tổ công nghệ số cộng đồng tổ dân phố số 3 có mặt ở nhà văn hóa "
    "tổ dân phố, mỗi người mang theo một điện thoại. Ai cần nộp hồ sơ khai sinh, xác nhận cư trú hay chứng thực thì "
    "được chỉ từng bước, làm xong mới về.\n\n"
    "“Trước đây tôi phải nhờ con chở ra phường hai lần. Nay làm tại xóm, có tin nhắn hẹn ngày nhận là yên tâm”, "
    "một bác lớn tuổi trong tổ dân phố kể.\n\n"
    "Sau hai tháng, tổ đã giúp 46 hộ nộp 71 hồ sơ trực tuyến, tất cả đều được trả kết quả đúng hạn và trước hạn."
)
NO_APPOINTMENT = (
    "Chiều thứ Năm hằng tuần, Bộ phận Một cửa của phường nhận và trả kết quả chứng thực ngay trong buổi, "
    "không cần hẹn. Công chức tư pháp và lãnh đạo ký trực tại chỗ; hồ sơ thiếu giấy tờ được hướng dẫn một lần, "
    "ghi ra giấy.\n\n"
    "Cách làm này giảm một lượt đi lại cho người dân. Các phường bạn có thể áp dụng ngay vì không tốn thêm kinh phí."
)
TRAINING = (
    "Sáng nay, phường tổ chức tập huấn kỹ năng dùng dịch vụ công trực tuyến và phân tích số liệu cho cán bộ, "
    "công chức, 04 tổ dân phố. Lớp học thực hành trên hồ sơ mẫu, mỗi người tự nộp và tự xử lý một hồ sơ."
)
# (kind, unit's code or none: the office's own, whose account, title, summary, body, working days back, move it ends with, drawn people)
PIECES = (
    (
        ExemplarKind.NEWS, "", "vanhoa", "Tập huấn dịch vụ công trực tuyến cho cán bộ phường và tổ dân phố",
        "42 cán bộ, công chức và thành viên tổ dân phố dự lớp thực hành, đạt 100 % số người được mời.",
        TRAINING, 12, "publish", 4,
    ),
    (
        ExemplarKind.MODEL, "", "vanhoa", "“Chiều thứ Năm không hẹn” tại Bộ phận Một cửa",
        "Thủ tục chứng thực được trả kết quả ngay trong buổi; người dân bớt một lượt đi lại.",
        NO_APPOINTMENT, 8, "publish", 2,
    ),
    (
        ExemplarKind.EXEMPLAR, "to-3", "to3", "Tổ công nghệ số cộng đồng tổ dân phố số 3 đến từng nhà",
        "Mỗi tối thứ Ba, thứ Năm, tổ giúp bà con nộp hồ sơ trực tuyến ngay tại nhà văn hóa tổ dân phố.",
        HELPERS, 4, "publish", 3,
    ),
    (
        ExemplarKind.NEWS, "to-1", "to1", "Tổ dân phố số 1 niêm yết mã QR tra cứu thủ tục ở 9 tổ tự quản",
        "Chỉ cần soi mã bằng điện thoại là biết thủ tục cần giấy tờ gì, bao lâu xong.",
        "Tổ dân phố số 1 in và dán bảng mã QR ở 9 điểm sinh hoạt, dẫn đến trang tra cứu thủ tục của phường.",
        2, "propose", 0,
    ),
    (
        ExemplarKind.EXEMPLAR, "", "vanhoa", "Chị công chức tư pháp nhớ tên từng bác lớn tuổi", "", "", 1, "", 0,
    ),
)  # fmt: skip


def make_pieces(campaign: Campaign, users: dict, calendar) -> None:
    """Three published, one a unit has proposed, one the culture officer is still writing."""
    officer = users["vanhoa"]
    for kind, unit, writer, title, summary, body, back, last, people in PIECES:
        whose = Unit.objects.get(ward=campaign.ward, code=unit) if unit else None
        words = {"kind": kind, "title": f"{title} (bài mẫu)", "summary": summary, "body": body}
        piece = write_new(users[writer], campaign, whose, words | {"consent": ASKED if last else ""})
        if people:
            alt = f"Tranh vẽ minh họa: {people} người ngồi quanh bàn, trên bàn có điện thoại."
            add_picture(users[writer], piece, drawn(people), name="tranh.jpg", alt=alt)
        if last and unit:
            EXEMPLAR.perform("propose", piece, by=users[writer], at=calendar.moment(back, 8))
        if last == "publish":
            EXEMPLAR.perform("publish", piece, by=officer, at=calendar.moment(back, 9))
        Exemplar.objects.filter(pk=piece.pk).update(saved_at=calendar.moment(back, 8))


def drawn(people: int) -> bytes:
    """A drawing of that many people at a table, marked as a sample (JPEG)."""
    picture = Image.new("RGB", (WIDE, HIGH), WALL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 620, WIDE, HIGH), fill=FLOOR)
    for n in range(people):
        middle = round(WIDE * (n + 1) / (people + 1))
        pen.rounded_rectangle((middle - 95, 330, middle + 95, 640), 70, fill=COATS[n % len(COATS)])
        pen.ellipse((middle - 62, 205, middle + 62, 335), fill="#e0b48c")
        pen.pieslice((middle - 66, 190, middle + 66, 330), 180, 360, fill=INK)
    pen.rounded_rectangle((90, 540, WIDE - 90, 600), 18, fill=TABLE)
    for n in range(people):
        middle = round(WIDE * (n + 1) / (people + 1))
        pen.rounded_rectangle((middle - 22, 490, middle + 22, 546), 8, fill=INK)
    mark = ImageFont.truetype(str(fontpkg.path("Be Vietnam Pro")), 54)
    pen.text((WIDE - 60, 60), "TRANH MẪU", fill="#7a1016", font=mark, anchor="ra")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()
