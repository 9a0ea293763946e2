"""100.000 rows of the one-stop register taken over, beside python-calamine reading the same file and doing nothing else.

The product's own way in its two halves. Preview: the file is checked, kept, its header found, every row read and
judged. Import: the same bytes, known by their hash, are read and judged once more and everything is written through
the ORM in one transaction. Then the same file again, every record known.
"""

import io
import random
from datetime import datetime, timedelta
from statistics import median

import python_calamine
from django.core.management import call_command
from openpyxl import Workbook

from bench.measure import Row, peak_mb, seconds_of
from bench.progress import campaign_of, reader
from campaigns.models import Campaign, Ward
from criteria.enums import ImportState
from criteria.models import OneStopRecord, RegisterImport
from criteria.registers import importing
from phuong6.office import jobs

DATABASES = ("SQLite", "PostgreSQL")
ROWS = 100_000
ROUNDS = 3
HEADER = (
    "STT", "Mã hồ sơ", "Lĩnh vực", "Tên thủ tục hành chính", "Chủ hồ sơ", "Số điện thoại", "Ngày tiếp nhận",
    "Ngày hẹn trả", "Ngày trả kết quả", "Hình thức nộp", "Trạng thái", "Ghi chú",
)  # fmt: skip


def register_file() -> bytes:
    """A year's register of 12 columns; half of the days are text, as systems export them. Citizens are invented."""
    draw = random.Random(6)  # noqa: S311 - the same file each time, no secret
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(["THỐNG KÊ HỒ SƠ (Từ ngày 01/01/2023 đến ngày 31/12/2023)"])
    sheet.append(HEADER)

    def cell(moment: datetime) -> object:
        return moment if draw.random() < 0.5 else moment.strftime("%d/%m/%Y %H:%M")  # noqa: PLR2004

    for number in range(1, ROWS + 1):
        got = datetime(2023, 1, 1, 8) + timedelta(minutes=draw.randrange(480_000))  # noqa: DTZ001 - a cell has no zone
        due = (got + timedelta(days=5)).replace(hour=17, minute=0)
        back = due + timedelta(days=draw.choice((-1, -1, 0, 0, 1)), hours=-2)
        sheet.append(
            [
                number, f"000.00.06.H20-{got:%y%m%d}-{number:06d}", draw.choice(("Đất đai", "Hộ tịch", "Chứng thực")),
                "Thủ tục đăng ký khai sinh", f"Nguyễn Văn {draw.randrange(9999)}", f"09{draw.randrange(10**8):08d}",
                cell(got), cell(due), cell(back), draw.choice(("BCCI", "Trực tiếp")), "Đã trả kết quả", "",
            ]
        )  # fmt: skip
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def just_read(data: bytes) -> None:
    """The reference: every row, nothing done with it."""
    for _ in python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).iter_rows():
        pass


def take_over(brought: RegisterImport, by) -> None:
    job = importing.confirm(brought, by=by)
    jobs.run.call(job.pk)  # what the worker does
    brought.refresh_from_db()
    if brought.state != ImportState.DONE or OneStopRecord.objects.count() != ROWS:
        raise RuntimeError(f"the import did not end well: {brought.state}")


def office() -> tuple[Campaign, object]:
    """A campaign, and who brings its registers."""
    call_command("loaddata", "national", verbosity=0)
    ward = Ward.objects.create(
        code="phuong", ward_name="Ủy ban nhân dân Phường", ward_short="UBND Phường",
        superior_name="Ủy ban nhân dân thành phố", place_name="Phường", document_code="UBND", chairman_name="Người Ký",
    )  # fmt: skip
    return campaign_of(ward, 2023), reader()[1]


def rows() -> list[Row]:
    campaign, person = office()
    data = register_file()
    just_read(data)  # the library is loaded, the file in memory
    before = peak_mb()

    def bring() -> None:
        importing.take_file(campaign, "one-stop", "so.xlsx", data, by=person)

    def take() -> None:
        take_over(RegisterImport.objects.latest("pk"), person)

    taken: dict[str, list[float]] = {"read": [], "preview": [], "import": [], "again": []}
    for number in range(ROUNDS * 2):
        if number % 2 == 0:
            OneStopRecord.objects.all().delete()
        for name, work in (
            ("read", lambda: just_read(data)),
            ("preview", bring),
            ("again" if number % 2 else "import", take),
        ):
            taken[name].append(seconds_of(work))  # in turns: a busy moment meets all of them
    reference, preview, imported, again = (median(each) for each in taken.values())
    note = f"{ROWS:,} rows × {len(HEADER)}, {len(data) // 1024 // 1024} MB; medians of {ROUNDS * 2} and {ROUNDS} runs"
    return [
        Row("calamine, just reading", reference, note=f"the reference; {note}"),
        Row("register: preview", preview, preview / reference, "file checked and kept, every row judged"),
        Row("register: import", imported, imported / reference, f"peak {peak_mb()} MB, {before} before"),
        Row("register: import again", again, again / reference, "every record known: nothing doubled"),
    ]
