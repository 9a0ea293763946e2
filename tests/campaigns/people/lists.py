"""Lists of people as test inputs: the office's sample and short ones of our own."""

import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from campaigns.people.fates import Known, Verdict
from campaigns.people.judging import judge_list
from campaigns.people.lists import read_list
from phuong6.lib.vietnamese import unit_key

SAMPLE = (Path(__file__).parents[2] / "samples" / "danh-sach-can-bo.xlsx").read_bytes()
TODAY = date(2023, 10, 1)
HEADINGS = ("Họ và tên", "Ông/Bà", "Ngày sinh", "Chức vụ", "Đơn vị")


def sheet(*rows: tuple, headings: tuple = HEADINGS) -> bytes:
    """An .xlsx with these headings and rows."""
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def judge(data: bytes, *known: Known, units: tuple[str, ...] = (), **answers: str) -> Verdict:
    """The verdict on a list; answers by Excel's row number: r2="another"."""
    return judge_list(
        read_list(data),
        unit_names={unit_key(name, "Phường 6"): name for name in units},
        known=known,
        place_name="Phường 6",
        today=TODAY,
        answers={f"0-{name.removeprefix('r')}": value for name, value in answers.items()},
    )


def fates(verdict: Verdict) -> list[str]:
    return [str(each.fate) for each in verdict.rows]


def known(name: str, year: int | None = None, unit: str = "Khóm 1", **facts) -> Known:
    return Known(unit_key(unit, "Phường 6"), name, year, pk=facts.pop("pk", 7), **facts)
