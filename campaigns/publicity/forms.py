"""What is typed about a piece for the public pages."""

from django import forms
from django.core.exceptions import ValidationError

from campaigns.enums import ExemplarKind
from phuong6.lib.files.uploads import MAX_BYTES
from phuong6.lib.vietnamese import legacy_encoding_suspected, nfc
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import Line, WholeNumberField, hidden

LONGEST_SUMMARY, LONGEST_BODY, LONGEST_NOTE, LONGEST_REASON = 600, 10_000, 1000, 500
OLD_LETTERS = (
    "Chữ dán vào theo bảng mã cũ (TCVN3, VNI) nên đọc không ra. Hãy chuyển sang Unicode rồi dán lại."
)
DESCRIBE = "Hãy mô tả ảnh để người không nhìn được cũng biết ảnh có gì."


def _prose(label: str, longest: int, rows: int, **rest) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, validators=[AtMost(longest)], **rest)


class PieceForm(PartForm):
    """Text of a piece. A draft needs a title only; the rest is asked for when it is proposed or published."""

    kind = forms.ChoiceField(
        label="Loại bài",
        choices=ExemplarKind.choices,
        error_messages={
            "required": "Hãy chọn loại bài.",
            "invalid_choice": "Hãy chọn một trong ba loại bài.",
        },
    )
    title = Line(
        label="Tiêu đề",
        max_length=200,
        error_messages={"required": "Hãy ghi tiêu đề.", "max_length": "Dài quá 200 chữ. Hãy viết ngắn lại."},
    )
    summary = _prose(
        "Tóm tắt",
        LONGEST_SUMMARY,
        3,
        required=False,
        help_text="Hai ba câu, nói ngay ai làm gì, được gì. Hiện ở danh sách và khi chia sẻ; dùng cho bản tin truyền thanh.",
    )
    body = _prose(
        "Nội dung", LONGEST_BODY, 14, required=False, help_text="Chữ thường, cách đoạn bằng một dòng trống."
    )
    consent = _prose(
        "Sự đồng ý của người được nêu",
        LONGEST_NOTE,
        2,
        required=False,
        help_text="Ai đã hỏi, ngày nào, người đó đồng ý nêu tên và ảnh ra sao. Chỉ lưu nội bộ, không hiện ra trang công khai.",
    )
    revision = WholeNumberField(
        min_value=0,
        **hidden("Trang đã cũ. Hãy chép phần vừa gõ ra ngoài rồi tải lại trang."),
    )

    def clean(self) -> dict:
        data = super().clean()
        for name in ("summary", "body", "consent"):
            data[name] = nfc(data.get(name) or "")
        for name in ("title", "summary", "body"):
            if legacy_encoding_suspected(data.get(name) or ""):
                self.add_error(name, OLD_LETTERS)
        return data


class PictureForm(PartForm):
    """A photograph and what it shows."""

    photo = forms.FileField(
        label="Ảnh",
        help_text="Ảnh JPEG hoặc PNG, không quá 20 MB. Nơi chụp, giờ chụp ghi trong ảnh được bỏ đi.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png", "data-max-mb": 20}),
        error_messages={"required": "Chưa chọn ảnh nào.", "empty": "Tệp rỗng, xin chọn ảnh khác."},
    )
    alt = Line(
        label="Ảnh chụp gì",
        max_length=200,
        help_text="Ví dụ: Chị Bảy hướng dẫn bác Tư nộp hồ sơ bằng điện thoại tại nhà văn hóa.",
        error_messages={"required": DESCRIBE, "max_length": "Dài quá 200 chữ. Hãy viết ngắn lại."},
    )

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        if photo.size > MAX_BYTES:
            raise ValidationError("Ảnh lớn hơn 20 MB. Hãy chụp lại ở độ phân giải thường.")
        return photo


class AltForm(PartForm):
    """Other words for what a picture shows."""

    alt = Line(
        label="Ảnh chụp gì",
        max_length=200,
        error_messages={"required": DESCRIBE, "max_length": "Dài quá 200 chữ. Hãy viết ngắn lại."},
    )


class ReasonForm(PartForm):
    """Why a piece goes back or is taken down."""

    note = _prose("Lý do", LONGEST_REASON, 2, error_messages={"required": "Hãy ghi lý do."})
