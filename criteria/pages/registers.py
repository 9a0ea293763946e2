"""What a register says, in words for its pages."""

from collections.abc import Iterator

from criteria.enums import Attended, ImportState, RegisterKind
from criteria.models import RegisterImport
from criteria.registers.columns import COLUMNS
from criteria.registers.kinds import RESOLVED_BY_DATE
from criteria.registers.reading import BLANK_BELOW, COUNTED_DAYS
from criteria.registers.words import SIGNED_BY_NAME
from phuong6.lib.vietnamese import format_number, short_date

LABELS = {
    "distinct": "Hồ sơ khác nhau",
    "early": "Trả trước hạn",
    "on_the_day": "Trả đúng ngày hẹn",
    "late": "Trả trễ hạn",
    "without_due": "Đã trả nhưng không ghi ngày hẹn (không tính là đúng hạn)",
    "open": "Đang giải quyết",
    "open_overdue": "Đang giải quyết, đã quá hẹn",
    "withdrawn": "Rút, dừng, không đủ điều kiện (để ngoài tỷ lệ)",
    "documents": "Văn bản",
    "secret": "Văn bản mật (để ngoài tỷ lệ)",
    "both": "Gửi qua mạng và đủ hai chữ ký số",
    "online": "Nhận qua mạng",
    "signed_too": "Trong đó nơi gửi ký đủ hai chữ ký số",
    "attendances": "Lượt dự lớp",
    "trained": "Cán bộ, công chức đã dự ít nhất một lớp",
    "data_trained": "Trong đó dự lớp về dữ liệu, dịch vụ công trực tuyến",
    "all_people": "Tổng số cán bộ, công chức (UBND phường, các ngành, tổ chức chính trị - xã hội)",
    "not_listed": "Người không có trong danh sách cán bộ, công chức (không tính)",
    "meetings": "Cuộc họp",
    "invited": "Lượt được mời",
    Attended.PRESENT.value: "Trực tiếp dự",
    Attended.DELEGATED.value: "Cử người dự thay (người được mời tính là vắng)",
    Attended.ABSENT.value: "Vắng",
    "repeated": "Dòng ghi lặp (chỉ tính một lần)",
}


def facts_of(brought: RegisterImport) -> list[tuple[str, str]]:
    """Label and number of everything counted."""
    if brought.is_refused_whole:
        return []
    counted = brought.counts.get("counted", {})
    facts = [(LABELS[name], format_number(value)) for name, value in counted.items() if name in LABELS]
    if counted and brought.kind == RegisterKind.ONE_STOP and (heading := brought.day_of_return):
        facts.append(("Đúng hạn tính theo cột", f"“{heading}”"))
    return facts


def notes_of(brought: RegisterImport) -> list[tuple[str, str]]:
    """What to look at, as (kind of note, sentence)."""
    counts = brought.counts
    if trouble := counts.get("trouble"):
        return [("error", trouble)]
    found = [
        _other_sheets(brought),
        _outside(brought, "outside_period"),
        _outside(brought, "outside_campaign"),
    ]
    found += [*_repeats(counts), *_readings(counts), *_people(counts), *_shapes(brought), _until(brought)]
    if brought.is_refused_whole:
        found.append(
            (
                "error",
                "Không dòng nào nhận được nên chưa có số liệu và không nhập được. Hãy sửa sổ theo lý do ở dưới.",
            )
        )
    if counts.get("refused_count"):
        sentence = f"{format_number(counts['refused_count'])} dòng không nhận được, xem lý do ở dưới."
        found.append(("warning", sentence))
    if (
        brought.kind == RegisterKind.ONE_STOP
        and brought.as_of is None
        and brought.state == ImportState.PREVIEW
    ):
        found.append(
            (
                "warning",
                "Sổ không ghi ngày cuối kỳ nên chưa tính được hồ sơ đang giải quyết đã quá hẹn. Hãy ghi ô “Tính quá hẹn đến ngày”.",
            )
        )
    return [each for each in found if each]


def _other_sheets(brought: RegisterImport) -> tuple[str, str] | None:
    others = brought.mapping.get("others")
    if not others:
        return None
    named = ", ".join(f"“{name}” ({format_number(rows)} dòng)" for name, rows in others)
    read = f"Chỉ đọc trang “{brought.sheet}”. Tệp còn {len(others)} trang tính cũng giống sổ này, chưa đọc: {named}."
    if brought.state != ImportState.PREVIEW:
        return "warning", f"{read} Muốn nhập trang khác thì đưa tệp lên lần nữa."
    how = (
        "Muốn đọc trang khác thì chọn ở ô “Trang tính” rồi bấm “Tính lại”; muốn nhập nhiều trang thì nhập xong trang "
        "này, đưa tệp lên lần nữa rồi chọn trang tiếp theo."
    )
    return "warning", f"{read} {how}"


def _repeats(counts: dict) -> Iterator[tuple[str, str]]:
    if number := counts.get("differing_count"):
        rows = [f"dòng {row} ({code})" if code else f"dòng {row}" for row, code in counts["differing"]]
        more = f" và {format_number(number - len(rows))} dòng nữa" if number > len(rows) else ""
        yield (
            "warning",
            f"{format_number(number)} dòng lặp mã nhưng khác nội dung; lấy dòng cuối: {', '.join(rows)}{more}.",
        )
    if number := counts.get("kept_newer"):
        yield (
            "warning",
            (
                f"{format_number(number)} hồ sơ trong tệp này còn ghi đang giải quyết, nhưng sổ của ngày sau đã ghi là đã trả "
                "hoặc đã rút: giữ theo sổ của ngày sau."
            ),
        )


def _readings(counts: dict) -> Iterator[tuple[str, str]]:
    """Cells that were taken in a way that somebody should know of."""
    noticed = counts.get("noticed", {})
    if number := noticed.get(SIGNED_BY_NAME):
        yield (
            "info",
            f"{format_number(number)} ô ký số ghi tên người ký, ngày ký hoặc chữ khác thay cho “x”, “Có”: tính là đã ký.",
        )
    if number := noticed.get(BLANK_BELOW):
        yield (
            "warning",
            (
                f"{format_number(number)} dòng có ô trống ngay dưới ô đã ghi. Tệp CSV không giữ ô gộp: nếu sổ gốc gộp các ô "
                "này thì số liệu sẽ sai, hãy đưa tệp Excel (.xlsx) hoặc LibreOffice (.ods) lên thay."
            ),
        )
    if number := noticed.get(COUNTED_DAYS):
        yield (
            "info",
            f"Cột ngày có {format_number(number)} con số khác nhau, là cách bảng tính đếm ngày (45174 là 05/9/2023): đã đọc là ngày.",
        )
    if number := noticed.get(RESOLVED_BY_DATE):
        yield (
            "info",
            f"{format_number(number)} dòng có ngày trả kết quả nhưng trạng thái ghi chữ chưa hiểu: tính là đã trả kết quả.",
        )


def _shapes(brought: RegisterImport) -> Iterator[tuple[str, str]]:
    """Rows that took what a merged cell shows, and rows that are no records. Never their words."""
    counts = brought.counts
    if number := counts.get("filled_rows"):
        labels = {each.name: each.label for each in COLUMNS[brought.kind]}
        named = ", ".join(f"“{labels[name]}”" for name in counts["filled"])
        yield (
            "info",
            f"{format_number(number)} dòng nằm trong ô gộp ở cột {named}: lấy theo ô gộp. Hãy xem có đúng không.",
        )
    if rows := counts.get("left_out"):
        more = (
            f" và {format_number(counts['skipped'] - len(rows))} dòng nữa"
            if counts["skipped"] > len(rows)
            else ""
        )
        told = ", ".join(map(str, rows))
        yield (
            "info",
            f"Để ngoài vì không phải bản ghi (tổng cộng, tiêu đề nhóm, số trang, ghi chú, chữ ký): dòng {told}{more}.",
        )


def _people(counts: dict) -> Iterator[tuple[str, str]]:
    if names := counts.get("unlisted"):
        more = counts["counted"]["not_listed"] - len(names)
        rest = f" và {format_number(more)} người nữa" if more > 0 else ""
        yield (
            "warning",
            (
                f"Không có trong danh sách cán bộ, công chức nên không tính: {', '.join(names)}{rest}. "
                "Hãy xem có phải ghi sai họ tên."
            ),
        )
    if courses := counts.get("data_courses"):
        named = ", ".join(f"“{each}”" for each in courses)
        yield "info", f"Tính là lớp về dữ liệu, dịch vụ công trực tuyến: {named}."


def _until(brought: RegisterImport) -> tuple[str, str] | None:
    """A register of a stretch that is not over is counted to the day it was brought."""
    if not (brought.as_of and brought.period_to and brought.as_of < brought.period_to):
        return None
    last, until = short_date(brought.period_to), short_date(brought.as_of)
    return "info", f"Kỳ của sổ đến hết ngày {last}, quá hẹn chỉ tính đến ngày {until}."


def _outside(brought: RegisterImport, name: str) -> tuple[str, str] | None:
    number = brought.counts.get(name, 0)
    if not number:
        return None
    if name == "outside_period":
        first, last, left_out = brought.period_from, brought.period_to, brought.only_period
        days = " ".join(
            part
            for part in (
                f"từ {short_date(first)}" if first else "",
                f"đến {short_date(last)}" if last else "",
            )
            if part
        )
        where = f"ngoài kỳ của sổ ({days})"
    else:
        campaign, left_out = brought.campaign, brought.only_campaign
        where = f"ngoài thời gian phong trào (từ {campaign.launch_phrase} đến {short_date(campaign.ends_on)})"
    return "info", f"{format_number(number)} dòng {where}: {'đã để ra ngoài' if left_out else 'vẫn tính'}."
