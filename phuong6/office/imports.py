"""The frame of every list that comes in from a spreadsheet: read, left waiting, looked at row by row, written.

A form with a SheetField reads it, Waiting keeps what was read, an Intake tells what each row becomes and writes it.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from import_export import resources
from import_export.results import Result
from tablib import Dataset

from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.xlsx_checks import MAX_BYTES


class SheetField(forms.FileField):
    """An .xlsx, cleaned to what `read` finds in it; the file itself is not kept. `read` may raise Refusal."""

    def __init__(self, read: Callable[[bytes], object], *, label: str, help_text: str):
        super().__init__(
            label=label,
            help_text=help_text,
            error_messages={
                "required": "Hãy chọn tệp bảng tính trước khi bấm nút.",
                "empty": "Tệp rỗng, không có nội dung. Hãy chọn lại bảng tính Excel (.xlsx).",
            },
            widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        )
        self.read = read

    def clean(self, data, initial=None):
        sent = super().clean(data, initial)
        try:
            return self.read(sent.read(MAX_BYTES + 1))
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from None


@dataclass(frozen=True)
class Waiting:
    """Where what was read waits until somebody has looked at it: in the session, on the server, under `key`."""

    key: str

    def keep(self, request: HttpRequest, listed: dict) -> None:
        """Keep it in place of an earlier one; its `token` tells a page that shows the earlier one apart."""
        request.session[self.key] = {"token": secrets.token_hex(8)} | listed

    def kept(self, request: HttpRequest) -> dict | None:
        """What waits; None after the next page has been told that nothing does."""
        kept = request.session.get(self.key)
        if not kept:
            messages.warning(request, "Chưa có danh sách nào đang chờ nhập. Hãy chọn tệp bảng tính.")
        return kept

    def end(self, request: HttpRequest) -> None:
        del request.session[self.key]


class Intake(resources.ModelResource):
    """Rows that become records: judged without writing, or written. Each row's outcome is a RowResult.

    A row that is refused raises ValidationError in `import_instance` or in its model's checks; whatever else goes wrong
    with one is raised and takes everything back.
    """

    def judge(self, rows: list[dict]) -> Result:
        """What each row would become. Not `dry_run`: that writes and rolls back, and locks out others meanwhile."""
        return _sound(self.import_data_inner(_dataset(rows), True, False, False, False))

    def write(self, rows: list[dict]) -> Result:
        """Write what is new or changed; the caller's transaction holds it together."""
        return _sound(self.import_data(_dataset(rows)))

    def after_import(self, dataset: Dataset, result: Result, **kwargs) -> None:
        """Nothing: keys come from the database, and setting its sequence would take keys from others who write."""


def _dataset(rows: list[dict]) -> Dataset:
    data = Dataset()
    data.dict = rows
    return data


def _sound(result: Result) -> Result:
    for failed in (*result.base_errors, *(error for row in result.error_rows for error in row.errors)):
        raise failed.error
    return result
