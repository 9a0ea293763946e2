"""The law in force from a day on: what papers of every room cite, and how a bonus is rounded."""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models

from campaigns.enums import Rounding
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural

SINCE = re.compile(r"Từ ngày (\d{1,2})/(\d{1,2})/(\d{4})\s*:?", re.IGNORECASE)


class LegalRegime(Natural):
    """A law from its first to its last day: decree, legal bases for papers, rounding (docs/glossary.md, “Mức tiền thưởng”).

    `later_bases` are those of stretches that begin within it: a line “Từ ngày 01/3/2025:”, below it one basis a line.
    `new_law_day`: from it on a newer law holds for the dossiers received since; those received before go on under the
    old one (Luật 06/2026/QH16).
    """

    natural = ("code",)

    code = models.SlugField("Mã", max_length=40, unique=True)
    name = TextLine("Tên", max_length=200)
    decree = TextLine("Nghị định", max_length=120)
    title = Prose("Trích yếu của nghị định", blank=True)
    from_day = models.DateField("Áp dụng cho quyết định từ ngày", unique=True)
    last_day = models.DateField(
        "Áp dụng đến hết ngày", null=True, blank=True, help_text="Để trống khi chưa có ngày hết hiệu lực."
    )
    rounding = models.CharField(
        "Làm tròn tiền thưởng (đến 10.000 đồng)", max_length=10, choices=Rounding.choices
    )
    law_bases = Prose(
        "Căn cứ pháp lý trong quyết định", help_text="Mỗi dòng một căn cứ, không có dấu chấm phẩy."
    )
    later_bases = Prose(
        "Căn cứ thay đổi về sau",
        blank=True,
        help_text="Một dòng “Từ ngày 01/3/2025:”, dưới đó mỗi dòng một căn cứ; ghi đủ các căn cứ của giai đoạn đó.",
    )
    new_law_day = models.DateField(
        "Luật mới áp dụng cho hồ sơ nhận từ ngày",
        null=True,
        blank=True,
        help_text="Hồ sơ nhận trước ngày này vẫn theo luật cũ, kể cả khi quyết định ký sau.",
    )
    source = TextLine("Nguồn đối chiếu", max_length=300, blank=True)
    verified = models.BooleanField("Đã đối chiếu văn bản gốc", default=False)

    class Meta:
        verbose_name = "Chế độ pháp lý"
        verbose_name_plural = "Chế độ pháp lý"
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Days in their order, and later bases that can be read. Raises ValidationError."""
        if self.from_day and self.last_day and self.last_day < self.from_day:
            raise ValidationError({"last_day": "Ngày cuối không thể trước ngày đầu."})
        try:
            days = [day for day, lines in self.stretches]
        except ValueError as error:
            raise ValidationError({"later_bases": str(error)}) from error
        if self.from_day and days != sorted(set(days)):
            raise ValidationError({"later_bases": "Các ngày phải sau ngày áp dụng và xếp theo thứ tự."})
        if self.new_law_day and self.new_law_day not in days:
            raise ValidationError({"new_law_day": "Hãy ghi căn cứ của giai đoạn bắt đầu từ ngày này."})

    @property
    def law_lines(self) -> list[str]:
        """The legal bases from its first day on."""
        return _lines(self.law_bases)

    @property
    def stretches(self) -> list[tuple[date, list[str]]]:
        """(first day, legal bases) of each stretch, oldest first. Raises ValueError with a sentence."""
        found = [(self.from_day, self.law_lines)]
        for line in _lines(self.later_bases):
            if heading := SINCE.fullmatch(line):
                day, month, year = map(int, heading.groups())
                try:
                    found.append((date(year, month, day), []))
                except ValueError:
                    raise ValueError(f"Không có ngày {day}/{month}/{year}.") from None
            elif len(found) == 1:
                raise ValueError("Dòng đầu phải là ngày bắt đầu, ví dụ “Từ ngày 01/3/2025:”.")
            else:
                found[-1][1].append(line)
        if not all(lines for day, lines in found[1:]):
            raise ValueError("Dưới mỗi dòng “Từ ngày …” phải có ít nhất một căn cứ.")
        return found

    def covers(self, day: date) -> bool:
        return self.from_day <= day and (self.last_day is None or day <= self.last_day)

    def law_lines_on(self, day: date) -> list[str]:
        """The legal bases a decision of this day cites; those of the nearest stretch for a day outside the regime."""
        began = [lines for first, lines in self.stretches if first <= day]
        return began[-1] if began else self.law_lines

    @property
    def eve_of_new_law(self) -> date | None:
        """The last day on which a received dossier still comes under the old law, if there is a new one."""
        return self.new_law_day - timedelta(days=1) if self.new_law_day else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
