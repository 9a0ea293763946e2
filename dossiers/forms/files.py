"""Evidence in words and files, and the signed papers."""

from django import forms

from dossiers.forms.fields import Line, ManyFilesField, Prose, as_part


class ClaimsForm(forms.Form):
    """The summary and one text per criterion of the nominee's kind."""

    summary = Prose(
        label="Tóm tắt thành tích",
        limit=1500,
        required=False,
        help_text="Hai, ba câu nêu việc làm nổi bật nhất; sẽ in trong tờ trình.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, criteria, claims: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[f"claim_{criterion.pk}"] = Prose(
                label="Kết quả đạt được",
                limit=4000,
                required=False,
                initial=claims.get(criterion.pk, ""),
                widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": f"tieu-chi-{criterion.pk}"}),
            )
        self.helper = as_part()

    def claims(self) -> dict[int, str]:
        """What was posted and is valid, by criterion id."""
        return {
            int(name.removeprefix("claim_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("claim_") and name in self.data
        }


class EvidenceForm(forms.Form):
    files = ManyFilesField(
        label="Ảnh chụp hoặc tệp PDF", help_text="Chọn được nhiều tệp. Mỗi tệp không quá 20 MB."
    )
    caption = Line(
        label="Minh chứng này là gì",
        required=False,
        max_length=200,
        help_text="Ví dụ: Danh sách hồ sơ trả đúng hạn quý III.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = as_part()


class PaperForm(forms.Form):
    files = ManyFilesField(
        label="Bản đã ký",
        help_text="Một tệp PDF, hoặc ảnh chụp từng trang theo đúng thứ tự (hệ thống tự ghép thành một tệp PDF).",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = as_part()
