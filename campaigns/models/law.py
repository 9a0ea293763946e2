"""The law in force from a day on: what papers of every room cite, and how a bonus is rounded."""

from django.db import models

from campaigns.enums import Rounding
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural


class LegalRegime(Natural):
    """The law in force from a day on: decree, legal bases for papers, rounding (docs/glossary.md, “Mức tiền thưởng”)."""

    natural = ("code",)

    code = models.SlugField("Mã", max_length=40, unique=True)
    name = TextLine("Tên", max_length=200)
    decree = TextLine("Nghị định", max_length=120)
    from_day = models.DateField("Áp dụng cho quyết định từ ngày", unique=True)
    rounding = models.CharField(
        "Làm tròn tiền thưởng (đến 10.000 đồng)", max_length=10, choices=Rounding.choices
    )
    law_bases = Prose(
        "Căn cứ pháp lý trong quyết định", help_text="Mỗi dòng một căn cứ, không có dấu chấm phẩy."
    )
    source = TextLine("Nguồn đối chiếu", max_length=300, blank=True)
    verified = models.BooleanField("Đã đối chiếu văn bản gốc", default=False)

    class Meta:
        verbose_name = "Chế độ pháp lý"
        verbose_name_plural = "Chế độ pháp lý"
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return self.name

    @property
    def law_lines(self) -> list[str]:
        return [line.strip() for line in self.law_bases.splitlines() if line.strip()]
