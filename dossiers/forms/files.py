"""Evidence in words and files, and the signed papers."""

from django import forms

from dossiers.forms.fields import Prose
from dossiers.models.nominee import LONGEST_CLAIM
from phuong6.office.file_forms import ManyFilesField, PartForm
from phuong6.office.forms import Line, WholeNumberField

MOST_PEOPLE = 9999
REPORT_FACTS = ("education", "size", "duties", "past_awards")


class ClaimsForm(PartForm):
    """The summary, one text per criterion of the nominee's kind, and what else a báo cáo thành tích tells."""

    summary = Prose(
        label="Tóm tắt thành tích",
        limit=1500,
        required=False,
        help_text="Hai, ba câu nêu việc làm nổi bật nhất; sẽ in trong tờ trình.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    education = Line(
        label="Trình độ chuyên môn, nghiệp vụ",
        max_length=200,
        required=False,
        help_text="Ví dụ: Đại học Luật. Không bắt buộc; để trống thì báo cáo chừa chỗ ghi tay.",
    )
    size = WholeNumberField(
        label="Tổ chức, số người",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text="Số người của tập thể, ví dụ 7. Không bắt buộc.",
        error_messages={
            "invalid": "Hãy ghi số người bằng chữ số.",
            "min_value": "Số người phải từ 1 trở lên. Không biết thì để trống.",
            "max_value": "Số này quá lớn. Hãy xem lại.",
        },
    )
    duties = Prose(
        label="Nhiệm vụ được giao",
        limit=1500,
        required=False,
        help_text="Một vài dòng. Không bắt buộc.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    past_awards = Prose(
        label="Các hình thức đã được khen thưởng",
        limit=2000,
        required=False,
        help_text=(
            "Mỗi dòng một lần khen: năm; hình thức; số, ngày quyết định. "
            "Ví dụ: 2021; Giấy khen của Chủ tịch UBND Phường; số 112/QĐ-UBND ngày 20/12/2021. Không bắt buộc."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, criteria, claims: dict[int, str], individual: bool, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["size" if individual else "education"]
        if not individual:
            self.fields["duties"].label = "Chức năng, nhiệm vụ"
        for criterion in criteria:
            self.fields[f"claim_{criterion.pk}"] = Prose(
                label="Kết quả đạt được",
                limit=LONGEST_CLAIM,
                required=False,
                initial=claims.get(criterion.pk, ""),
                widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": f"tieu-chi-{criterion.pk}"}),
            )

    @property
    def report_fields(self) -> list:
        """The fields of this kind of nominee that only the report shows."""
        return [self[name] for name in REPORT_FACTS if name in self.fields]

    def report_facts(self) -> dict:
        """What was posted and is valid of them, by field name."""
        return {
            name: self.cleaned_data[name]
            for name in REPORT_FACTS
            if name in self.cleaned_data and name in self.data
        }

    def claims(self) -> dict[int, str]:
        """What was posted and is valid, by criterion id."""
        return {
            int(name.removeprefix("claim_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("claim_") and name in self.data
        }


class EvidenceForm(PartForm):
    files = ManyFilesField(
        label="Ảnh chụp hoặc tệp PDF", help_text="Chọn được nhiều tệp. Mỗi tệp không quá 20 MB."
    )
    caption = Line(
        label="Minh chứng này là gì",
        required=False,
        max_length=200,
        help_text="Ví dụ: Danh sách hồ sơ trả đúng hạn quý III.",
    )


class PaperForm(PartForm):
    files = ManyFilesField(
        label="Bản đã ký",
        help_text="Một tệp PDF, hoặc ảnh chụp từng trang theo đúng thứ tự (hệ thống tự ghép thành một tệp PDF).",
    )
