"""“Phường cần xác nhận”: what a plan leaves open or says by a slip. Asked, never mended in silence.

Each question says what the software assumes until somebody of Nội vụ answers it. An answer is kept with who and when;
a later one stands beside it, so that nobody wonders on what a paper of last month rested.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from campaigns.enums import UnitKind
from campaigns.models import Campaign, LegalRegime
from campaigns.rules import may_prepare_campaigns
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

LONGEST = 500  # letters of an answer
SLIP_OF_SKILL = "chuyên môn nổi bật"
ORGANISATIONS_AT_LEAST = 2


@dataclass(frozen=True)
class Plan:
    """What the questions ask of a campaign, read once: its words, and the organisations that take part."""

    campaign: Campaign
    words: str
    organisations: list[str]


@dataclass(frozen=True)
class Question:
    """`assumed`: what holds until it is answered, as a sentence. `arises`: whether a plan leaves it open; None: always.

    `in_records`: the answer is a field of the plan, so it is entered there and logged there.
    """

    key: str
    title: str
    text: str
    assumed: str | Callable[[Plan], str]
    arises: Callable[[Plan], bool] | None = None
    in_records: bool = False

    def arises_for(self, plan: Plan) -> bool:
        return self.arises is None or self.arises(plan)

    def assumed_for(self, plan: Plan) -> str:
        return self.assumed if isinstance(self.assumed, str) else self.assumed(plan)


@dataclass(frozen=True)
class Asked:
    """A question of one campaign with its answers, the newest first: {"text", "by", "at"}."""

    question: Question
    assumed: str
    answers: list[dict]


def _read(campaign: Campaign) -> Plan:
    rows = [each.text for each in campaign.texts.all()]
    rows += [each.text for each in campaign.criteria.all()] + [each.name for each in campaign.targets.all()]
    kind = UnitKind.ORGANISATION
    units = campaign.ward.units.filter(kind=kind, is_active=True).order_by("sort_key")
    return Plan(campaign, "\n".join(rows), [each.name for each in units])


def _rounding(plan: Plan) -> str:
    regime = next((each for each in LegalRegime.objects.all() if each.covers(plan.campaign.ends_on)), None)
    if regime is None:
        return "Chưa có chế độ nào trong danh mục cho ngày kết thúc phong trào."
    return f"{regime.get_rounding_display()}, theo {regime.decree}; số tiền được tính khi dự thảo quyết định."


def _only(plan: Plan) -> str:
    names = ", ".join(plan.organisations) or "chưa có đơn vị nào"
    return f"Các ngành, tổ chức tham gia là: {names}. Đơn vị khác thêm được trong danh sách đơn vị."


QUESTIONS = (
    Question(
        "plan-number",
        "Số của kế hoạch",
        "Kế hoạch phát động còn trống số. Số nào văn thư đã cấp?",
        "Giấy tờ in chỗ trống để điền số.",
        lambda plan: plan.campaign.plan_number is None,
        in_records=True,
    ),
    Question(
        "plan-day",
        "Ngày của kế hoạch",
        "Kế hoạch phát động còn trống ngày. Kế hoạch ký ngày nào?",
        lambda plan: (
            f"Chỉ biết {plan.campaign.launch_phrase}: giấy tờ in chỗ trống, chưa nhắc hạn đăng ký tham gia."
        ),
        lambda plan: plan.campaign.plan_day is None,
        in_records=True,
    ),
    Question(
        "skill-or-turn",
        f"“{SLIP_OF_SKILL}”",
        f"Tiêu chí của kế hoạch ghi “tạo {SLIP_OF_SKILL}”. Có phải ý là “chuyển biến nổi bật” không?",
        "In đúng như kế hoạch đã ghi.",
        lambda plan: SLIP_OF_SKILL in plan.words,
    ),
    Question(
        "which-index",
        "PAPI là chỉ số nào",
        "Kế hoạch nhắc PAPI và giải thích như chỉ số hài lòng (SIPAS). Phường theo dõi chỉ số nào?",
        "PAPI là Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh; "
        "hai mức của điều kiện cá nhân chỉ xét Chỉ số CCHC.",
        lambda plan: "PAPI" in plan.words,
    ),
    Question(
        "organisations",
        "Các tổ chức chính trị - xã hội tham gia",
        "Kế hoạch gửi các ngành, tổ chức chính trị - xã hội, nhưng danh sách chỉ có một đơn vị loại này. "
        "Còn Hội Liên hiệp Phụ nữ, Hội Cựu chiến binh, Đoàn Thanh niên… thì sao?",
        _only,
        lambda plan: len(plan.organisations) < ORGANISATIONS_AT_LEAST,
    ),
    Question(
        "rounding",
        "Làm tròn tiền thưởng",
        "Kế toán làm tròn tiền thưởng thế nào khi chi?",
        _rounding,
    ),
    Question(
        "blank",
        "Phôi giấy khen",
        "Phường in lên phôi in sẵn hay giấy trắng, cỡ và chỗ trống nào?",
        "In cả khung và chữ lên giấy trắng theo mẫu đang dùng.",
    ),
)


def asked_of(campaign: Campaign) -> list[Asked]:
    """What this campaign leaves open or has had answered, in a fixed order; a constant number of queries."""
    plan = _read(campaign)
    return [
        Asked(each, each.assumed_for(plan), answers[::-1])
        for each in QUESTIONS
        if (answers := campaign.answers.get(each.key, [])) or each.arises_for(plan)
    ]


def unanswered(campaign: Campaign) -> list[Question]:
    """Those that arise and nobody has answered; no query where all are answered, else four."""
    left = [each for each in QUESTIONS if not campaign.answers.get(each.key)]
    if not left:
        return []
    plan = _read(campaign)
    return [each for each in left if each.arises_for(plan)]


@transaction.atomic
def answer(campaign: Campaign, key: str, text: str, by) -> None:
    """Keep an answer with who and when; earlier ones stay.

    Raises NotAllowed; Refused where nothing was written, it is too long or the question does not arise.
    """
    if not may_prepare_campaigns(by):
        raise NotAllowed(said("Chỉ {internal_affairs} trả lời được những điều phường cần xác nhận."))
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("ward").get(pk=campaign.pk)
    found = next((each for each in asked_of(locked) if each.question.key == key), None)
    if found is None:
        raise Refused("Phong trào này không còn câu hỏi đó. Hãy xem lại danh sách.")
    if found.question.in_records:
        raise Refused(
            f"{found.question.title}: hãy ghi vào kế hoạch, mục Sửa kế hoạch, thời hạn và quy định."
        )
    if not text:
        raise Refused(f"{found.question.title}: hãy ghi câu trả lời.")
    if len(text) > LONGEST:
        raise Refused(f"{found.question.title}: câu trả lời dài {len(text)} chữ cái, nhiều nhất {LONGEST}.")
    if found.answers and found.answers[0]["text"] == text:
        return
    given = {"text": text, "by": str(by), "at": timezone.now().isoformat()}
    locked.answers = locked.answers | {key: [*found.answers[::-1], given]}
    locked.save(update_fields=["answers"])
