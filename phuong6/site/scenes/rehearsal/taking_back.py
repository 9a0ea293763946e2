"""The last act: bonuses are handed out, one award is taken back and returned, one slip in the ledger is reversed."""

from datetime import date

from awards.decisions.revoking import GivenBack, Handover, Why, draft_revocation, recover
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.enums import RevocationGround
from awards.models import Decision
from awards.money.fund import unpaid
from awards.money.ledger import receive, reverse
from awards.money.vouchers import Slip
from awards.payments.paying import pay_awards
from phuong6.site.scenes.rehearsal.stage import Stage, moment

SMALLEST = 3  # a shorter list stays whole, so that the smallest rehearsal still prints certificates


def pay_and_take_back(stage: Stage, decision: Decision) -> Decision | None:
    """Everybody but one is paid; of a list longer than SMALLEST the last name loses its award."""
    accountant = stage.accountant
    waiting = list(unpaid(decision).values_list("pk", flat=True))
    pay_awards(
        decision,
        by=accountant,
        day=date(2023, 12, 19),
        only=waiting[1:],
        seen_signed=True,
        slip=Slip("PC 12"),
        at=moment(19, 12, 15),
    )
    slip = receive(
        stage.campaign,
        500_000,
        by=accountant,
        day=date(2023, 12, 19),
        text="Nộp thừa (diễn tập)",
        at=moment(19, 12, 16),
    )
    reverse(slip, by=accountant, day=date(2023, 12, 20), reason="Ghi nhầm khoản thu của quỹ khác (diễn tập).")
    return _take_back(stage, decision) if decision.awards.count() > SMALLEST else None


def _take_back(stage: Stage, decision: Decision) -> Decision:
    award = decision.awards.order_by("-position").first()
    why = Why(
        ground=RevocationGround.DISHONEST,
        reason="Số hộ được hướng dẫn nộp hồ sơ trực tuyến ghi trong báo cáo không đúng thực tế (diễn tập).",
        finding="Biên bản kiểm tra ngày 20 tháng 12 năm 2023 của Ủy ban nhân dân Phường 6 (diễn tập)",
        return_by=date(2024, 1, 5),
    )
    draft = draft_revocation(
        decision,
        by=stage.officer,
        awards=[award.pk],
        why=why,
        planned_on=date(2023, 12, 22),
        at=moment(21, 12, 9),
    )
    DECISION_FLOW.perform("send", draft, by=stage.officer, at=moment(21, 12))
    approve(draft, by=stage.chairman, password=stage.password, at=moment(21, 12, 15))
    done = issue(draft, by=stage.officer, number=2, decided_on=date(2023, 12, 22), at=moment(22, 12, 14))
    line = done.revocation.lines.get()
    place, at = f"Văn phòng {stage.campaign.ward_name}", moment(28, 12, 9)
    paper = Handover(held_at=at, place=place, giver=award.name, taker="Cán bộ Nội vụ (diễn tập)")
    recover(done.revocation, [GivenBack(line, True, 0)], paper, by=stage.officer, at=at)
    money = Handover(held_at=at, place=place, giver=award.name, taker="Kế toán (diễn tập)", voucher="PT 03")
    recover(done.revocation, [GivenBack(line, False, line.due)], money, by=stage.accountant, at=at)
    return done
