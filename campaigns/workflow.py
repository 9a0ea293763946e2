"""The life of a campaign, as a table."""

from campaigns import checks
from campaigns.enums import CampaignStatus as S
from campaigns.models import Campaign
from campaigns.rules import may_prepare_campaigns
from phuong6.office.models import Audience
from phuong6.office.posts import named
from phuong6.office.workflow import Act, Question, Tone, Workflow, step

OFFICE = Audience.OFFICE


def forget_reading(campaign: Campaign, act: Act) -> None:
    """The plan that was read has served; what was taken over from it stands in the log."""
    campaign.plan_reading = {}


CAMPAIGN = Workflow(
    "campaign",
    "Phong trào thi đua",
    S,
    [
        step("open", "Mở phong trào", (S.PREPARING,), S.OPEN, may_prepare_campaigns,
             must=checks.opening_missing, effect=forget_reading, audience=OFFICE, tone=Tone.MAIN,
             question=Question("Mở phong trào?", "Từ lúc này mọi người xem được kế hoạch và các đơn vị đăng ký được."),
             done="Đã mở {row}. Mọi người xem được kế hoạch, các đơn vị đăng ký được."),
        step("take_back", "Đưa về chuẩn bị", (S.OPEN,), S.PREPARING, may_prepare_campaigns,
             must=checks.unused, needs_note=True, audience=OFFICE,
             done=named("Đã đưa về chuẩn bị; chỉ còn {internal_affairs} nhìn thấy.")),
        step("close", "Khép phong trào", (S.OPEN,), S.CLOSED, may_prepare_campaigns, audience=OFFICE,
             question=Question(
                 "Khép phong trào?",
                 "Từ lúc này không ai đăng ký, lập hoặc nộp hồ sơ của phong trào được nữa. Đăng ký và hồ sơ đã có giữ "
                 "nguyên; hồ sơ đã nộp vẫn thẩm định, bổ sung, xét khen thưởng tiếp.\n"
                 "Kết quả vẫn xem được; việc còn nợ vẫn hiện ở trang Việc của tôi.",
             ),
             done="Đã khép {row}. Việc còn nợ của phong trào vẫn hiện ở trang Việc của tôi."),
        step("reopen", "Mở lại phong trào", (S.CLOSED,), S.OPEN, may_prepare_campaigns, needs_note=True,
             audience=OFFICE, done="Đã mở lại {row}."),
    ],
)  # fmt: skip
