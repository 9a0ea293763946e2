"""Who writes into the fund, and who not although he holds the role."""

from awards.models import Decision
from campaigns.enums import Role
from campaigns.rules import holders, is_accountant
from phuong6.office.workflow import moves_of

NOT_THEIRS = "Chỉ kế toán ghi sổ quỹ."
NOBODY = (
    "Chưa có ai giữ vai trò Kế toán nên chưa ai ghi được thu, chi. Người quản trị mở Bàn làm việc, Tài khoản, "
    "chọn người được giao rồi thêm vai trò “Kế toán”."
)


def may_keep_fund(user, row=None) -> bool:
    """Who writes into the fund's ledger: the accountant alone (docs/decisions/0023)."""
    return is_accountant(user)


def somebody_keeps_fund() -> bool:
    """Whether the ward has appointed an accountant; until then nobody writes, and everybody reads as before."""
    return holders(Role.ACCOUNTANT).exists()


def why_not_pay(user, decision: Decision) -> str:
    """THE RULE of separate hands: who drafted a decision, changed its draft or made a move of it, writes no money of it.

    Holding both roles does not join the two hands. Returns the sentence that says so and who can; empty for
    somebody who had no hand in the decision. No law sets it for so small a fund: docs/decisions/0023 does.
    """
    hands = {decision.created_by_id, *decision.changed_by, *moves_of(decision).values_list("by", flat=True)}
    if user.pk not in hands:
        return ""
    others = (
        holders(Role.ACCOUNTANT).exclude(user__in=hands).select_related("user").order_by("user__username")
    )
    names = ", ".join(each.user.full_name for each in others)
    who = (
        f"Người ghi được: {names}."
        if names
        else "Chưa có ai khác giữ vai trò Kế toán; hãy đề nghị người quản trị giao vai trò này cho một người khác."
    )
    return (
        f"Ông/bà đã soạn hoặc xử lý {decision} nên không ghi tiền của quyết định này: "
        f"người soạn không đồng thời là người chi. {who}"
    )
