"""What a register says, in words for its pages."""

from criteria.enums import Attended, ImportState, RegisterKind
from criteria.models import RegisterImport
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
    counted = brought.counts.get("counted", {})
    return [(LABELS[name], format_number(value)) for name, value in counted.items() if name in LABELS]


def notes_of(brought: RegisterImport) -> list[tuple[str, str]]:
    """What to look at, as (kind of note, sentence)."""
    counts = brought.counts
    if trouble := counts.get("trouble"):
        return [("error", trouble)]
    found = [_outside(brought, "outside_period"), _outside(brought, "outside_campaign")]
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
        where = f"ngoài thời gian phong trào (từ {short_date(campaign.launched)} đến {short_date(campaign.ends_on)})"
    return "info", f"{format_number(number)} dòng {where}: {'đã để ra ngoài' if left_out else 'vẫn tính'}."
