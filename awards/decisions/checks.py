"""What still stops a decision, as sentences."""

import hashlib
import json
from datetime import date

from django.utils import timezone

from awards.decisions.drafting import struck
from awards.decisions.revocation_checks import revocation_missing
from awards.decisions.signing_day import before_the_council
from awards.decisions.which_law import two_laws_missing
from awards.models import Decision
from awards.money.fund import fund_of
from campaigns.law.bases import regime_on
from campaigns.review import AWARD, printed_unticked
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.workflow import Refused


def _list_missing(decision: Decision) -> list[str]:
    return revocation_missing(decision) if decision.is_revocation else _award_list_missing(decision)


def _award_list_missing(decision: Decision) -> list[str]:
    awards = list(decision.awards.select_related("nominee"))
    if not awards:
        return ["Danh sách khen thưởng đang trống."]
    return [
        f"{award.name} không còn được Hội đồng đề nghị (đã rút hoặc đã đổi); hãy đưa về dự thảo và lưu lại danh sách."
        for award in awards
        if award.nominee.status != NomineeStatus.RECOMMENDED
    ]


def send_missing(decision: Decision, act) -> list[str]:
    """A draft goes to the chairman with a list the fund can bear, or with a recorded reason why not.

    Its sums are those of its planned day, which is not before the council met.
    """
    missing = _list_missing(decision)
    if decision.is_revocation:
        return missing
    missing += printed_unticked(decision.campaign, AWARD)
    if sentence := before_the_council(decision.meeting, decision.planned_on):
        missing.append(f"{sentence} Hãy sửa ngày rồi trình.")
    missing += law_missing(decision, decision.planned_on)
    available = fund_of(decision.campaign, leaving_out=decision).available
    if decision.total > available and not act.data.get("fund_override_reason", "").strip():
        missing.append(
            f"Tổng tiền thưởng {format_vnd(decision.total)} vượt số dư quỹ {format_vnd(available)}. "
            "Muốn vẫn trình phải ghi lý do chi vượt."
        )
    return missing


def law_missing(decision: Decision, day: date) -> list[str]:
    """A law for the day, recorded or chosen with a reason; one law for the list, or a reason for two."""
    try:
        regime = decision.regime_override or regime_on(day)
    except Refused as refused:
        return [f"{refused} Hoặc ghi lý do và chọn một chế độ khác trong dự thảo."]
    return two_laws_missing(decision, regime, day)


def approve_missing(decision: Decision, act) -> list[str]:
    """The chairman confirms with his password, on the list and sum he was shown."""
    missing = _list_missing(decision)
    if not act.data.get("password_confirmed"):
        missing.append("Hãy nhập mật khẩu để xác nhận.")
    total, names = act.data.get("shown_total"), act.data.get("shown_list")
    changed = names is not None and names != list_digest(decision)
    if changed or total not in (None, decision.total):
        missing.append("Danh sách hoặc số tiền vừa thay đổi; hãy xem lại trước khi xác nhận.")
    return missing


def list_digest(decision: Decision) -> str:
    """A digest of the names, titles and sums of the list, to know whether they are still those that were shown."""
    lines = decision.awards.order_by("position").values_list(
        "nominee", "honorific", "name", "role_line", "amount"
    )
    return hashlib.sha256(json.dumps(list(lines)).encode()).hexdigest()[:32]


def issue_missing(decision: Decision, act) -> list[str]:
    """The officer enters number and date of the signed paper (docs/decisions/0011)."""
    missing = _list_missing(decision)
    day, number = act.data.get("decided_on"), act.data.get("number")
    if not number or number < 1:
        missing.append("Hãy ghi số quyết định văn thư đã cấp.")
    if day is None:
        missing.append("Hãy ghi ngày ký quyết định.")
        return missing
    if not decision.is_revocation:
        missing += law_missing(decision, day)
    return missing + day_faults(decision, day, timezone.localtime(act.at).date())


def day_faults(decision: Decision, day: date, today: date) -> list[str]:
    """Why a paper signed today or before cannot bear this day."""
    future = ["Ngày quyết định không thể ở tương lai."] if day > today else []
    return _too_early(decision, day) + future


def _too_early(decision: Decision, day: date) -> list[str]:
    """Not before the council closed; a revocation not before the decision it revokes."""
    if decision.is_revocation:
        old = decision.revocation.old
        if old.decided_on is None or day >= old.decided_on:
            return []
        day_of_old = f"{old.decided_on:%d/%m/%Y}"
        return [f"Ngày quyết định không thể trước ngày của Quyết định số {old.number} ({day_of_old})."]
    sentence = before_the_council(decision.meeting, day, "Ngày quyết định")
    return [sentence] if sentence else []


def choose_again_missing(decision: Decision, act) -> list[str]:
    """Only who is still left out can be put back (act.data: nominee, its id)."""
    if struck(decision.meeting_id).filter(pk=act.data["nominee"]).exists():
        return []
    return ["Tên này không còn trong số không chọn. Hãy tải lại trang."]
