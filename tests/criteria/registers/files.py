"""Registers as offices hand them over: the two samples, and the same rows in other orders, words and formats."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from openpyxl import Workbook, load_workbook

from criteria.models import RegisterImport

SAMPLES = Path(__file__).parent / "samples"
ONE_STOP = (SAMPLES / "ho-so-mot-cua-quy-3.xlsx").read_bytes()
DOCUMENTS = (SAMPLES / "so-van-ban-di.xlsx").read_bytes()
ONE_STOP_ANSWERS = {
    "distinct": 3000, "early": 1465, "on_the_day": 1186, "late": 133, "without_due": 23, "open": 126,
    "open_overdue": 123, "withdrawn": 67, "repeated": 4,
}  # fmt: skip
DOCUMENT_ANSWERS = {"documents": 600, "secret": 25, "both": 528, "repeated": 0}
CITIZENS = ("Nguyễn Ngọc Quý", "0934314116", "Phan Kim Thưởng", "0948033292")  # of the sample's first rows
PAGE = reverse("register-list")


def book(*rows, before: int = 0) -> bytes:
    """An .xlsx with these rows on its last sheet."""
    made = Workbook()
    for number in range(before):
        made.active.title = f"Ghi chú {number}"
        made.active.append(["Ghi chú của người xuất sổ"])
        made.create_sheet("Sổ")
    for row in rows:
        made.worksheets[-1].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows_of(data: bytes) -> list[list]:
    """All rows of a sample, cells as they are."""
    sheet = load_workbook(io.BytesIO(data), read_only=True).active
    return [[None if cell == "" else cell for cell in row] for row in sheet.values]


def turned(data: bytes, words: dict[str, str], *, before: int = 0) -> bytes:
    """The same register with its columns the other way round, under other words, after other sheets."""
    return book(*([words.get(cell, cell) for cell in reversed(row)] for row in rows_of(data)), before=before)


def as_csv(data: bytes, *, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The same register as text; days with an hour keep it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    for row in rows_of(data):
        writer.writerow([_said(cell) for cell in row])
    return out.getvalue().encode(encoding)


def _said(cell: object) -> object:
    if not hasattr(cell, "strftime"):
        return cell
    return cell.strftime("%d/%m/%Y %H:%M" if hasattr(cell, "hour") else "%d/%m/%Y")


def upload(client, data: bytes, kind: str = "one-stop", name: str = "so.xlsx"):
    """Bring a file on the page; the answer, redirects followed."""
    file = io.BytesIO(data)
    file.name = name
    return client.post(PAGE, {"kind": kind, "file": file}, follow=True)


def latest() -> RegisterImport:
    return RegisterImport.objects.order_by("-pk").first()


def settings_of(client, brought: RegisterImport) -> dict:
    """What the preview's form holds, as a browser would send it back."""
    form = client.get(reverse("register-file", args=[brought.pk])).context["form"]
    values = {field.name: field.value() for field in form}
    days = {name: f"{value:%d/%m/%Y}" for name, value in values.items() if hasattr(value, "strftime")}
    ticks = {name: "on" for name, value in values.items() if value is True}
    others = {name: value for name, value in values.items() if not isinstance(value, bool | None)}
    return others | days | ticks


def take(client, brought: RegisterImport, run: Callable | None = None) -> RegisterImport:
    """Press “Nhập vào hệ thống”; `run` carries out what waits for the end of the transaction."""
    data = settings_of(client, brought) | {"take": "1"}
    address = reverse("register-file", args=[brought.pk])
    if run:
        with run(execute=True):
            response = client.post(address, data)
    else:
        response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    brought.refresh_from_db()
    return brought
