"""Read an .xls or .ods in a process with an end to its memory and time, and hand over the cells as JSON lines.

    python -m phuong6.lib.sheets.old_tables MOST_CELLS < FILE > LINES

Each line is [sheet, row number, cells]; a day is a list of one text. Before its rows a sheet has a line
[sheet, 0, what its reader does not tell]. Status 1: cannot be read; 2: too large.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from phuong6.lib.sheets.old_unseen import unseen_in_ods, unseen_in_xls
from phuong6.lib.sheets.unseen import Unseen

MEMORY, SECONDS, LONGEST_OUTPUT = 1024**3, 60, 256 * 1024**2
UNREADABLE, TOO_LARGE = 1, 2


def rows_of(data: bytes, most_cells: int) -> Iterator[list]:
    """The rows that hold something, of every visible sheet. Raises OverflowError beyond `most_cells`."""
    import python_calamine as calamine  # noqa: PLC0415 - after the limits are set

    book = calamine.load_workbook(io.BytesIO(data))
    unseen = _unseen(data, [meta.name for meta in book.sheets_metadata])
    count = 0
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet or meta.visible != calamine.SheetVisibleEnum.Visible:
            continue
        yield [meta.name, 0, unseen[meta.name].as_json() if meta.name in unseen else Unseen().as_json()]
        for number, cells in enumerate(book.get_sheet_by_name(meta.name).iter_rows(), 1):
            count += len(cells)
            if count > most_cells:
                raise OverflowError
            if any(cell not in ("", None) for cell in cells):
                yield [meta.name, number, [plain(cell) for cell in cells]]


def _unseen(data: bytes, names: list[str]) -> dict[str, Unseen]:
    if data.startswith(b"PK"):
        return unseen_in_ods(data)
    return dict(zip(names, unseen_in_xls(data), strict=True))


def plain(cell: object) -> object:
    """A cell as JSON can say it; of a moment only its day is needed."""
    if isinstance(cell, datetime):
        return [cell.date().isoformat()]
    if isinstance(cell, date):
        return [cell.isoformat()]
    return str(cell) if isinstance(cell, time | timedelta) else cell


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_OUTPUT, LONGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        for row in rows_of(data, int(sys.argv[1])):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except (OverflowError, MemoryError):
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - whatever the file does to its reader, it cannot be read
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
