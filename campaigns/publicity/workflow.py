"""The moves of a piece for the public pages and of a radio bulletin, as tables."""

from campaigns import rules
from campaigns.enums import BulletinStatus as B
from campaigns.enums import ExemplarStatus as S
from campaigns.publicity import checks, effects
from phuong6.office.models import Audience
from phuong6.office.posts import named
from phuong6.office.workflow import Workflow, step

EXEMPLAR = Workflow(
    "exemplar",
    "Bài tuyên truyền",
    S,
    [
        step("propose", "Gửi duyệt", (S.DRAFT, S.RETURNED), S.PROPOSED, rules.is_proposer,
             must=checks.proposal_missing,
             done=named("Đã gửi. {Culture} sẽ xem và duyệt.")),
        step("take_back", "Rút lại để sửa", (S.PROPOSED,), S.DRAFT, rules.is_proposer,
             done="Đã rút lại để sửa."),
        step("send_back", "Trả lại để sửa", (S.PROPOSED,), S.RETURNED, rules.may_return_piece, needs_note=True,
             done="Đã trả lại đơn vị."),
        step("publish", "Duyệt và đăng", (S.DRAFT, S.PROPOSED), S.PUBLISHED, rules.may_publish_piece,
             must=checks.publication_missing, effect=effects.published,
             done="Đã đăng. Mọi người xem được ngay."),
        step("amend", "Sửa bài đã đăng", (S.PUBLISHED,), None, rules.is_culture, effect=effects.amended,
             inner=True),
        step("amend_pictures", "Sửa ảnh bài đã đăng", (S.PUBLISHED,), None, rules.is_culture,
             must=checks.publication_missing, inner=True),
        step("withdraw", "Gỡ bài", (S.PUBLISHED,), S.WITHDRAWN, rules.is_culture, needs_note=True,
             done="Đã gỡ bài khỏi trang công khai."),
        step("restore", "Đăng lại", (S.WITHDRAWN,), S.PUBLISHED, rules.is_culture,
             must=checks.publication_missing, effect=effects.published,
             done="Đã đăng lại."),
    ],
)  # fmt: skip

OFFICE = Audience.OFFICE

BULLETIN = Workflow(
    "bulletin",
    "Bản tin truyền thanh",
    B,
    [
        step("approve", "Duyệt bản tin", (B.DRAFT,), B.APPROVED, rules.is_culture,
             must=checks.approval_missing, audience=OFFICE,
             done="Đã duyệt. Có thể in và phát."),
        step("reopen", "Sửa lại", (B.APPROVED,), B.DRAFT, rules.is_culture, audience=OFFICE,
             done="Bản tin mở lại để sửa."),
        step("broadcast", "Ghi đã phát", (B.APPROVED, B.BROADCAST), B.BROADCAST, rules.is_culture,
             must=checks.broadcast_missing, effect=effects.broadcast, audience=OFFICE,
             says=effects.day_of_broadcast, done="Đã ghi ngày phát."),
        step("correct", "Ghi nhầm, chưa phát", (B.BROADCAST,), B.APPROVED, rules.is_culture,
             effect=effects.not_broadcast, needs_note=True, audience=OFFICE,
             done="Đã bỏ dấu đã phát."),
    ],
)  # fmt: skip
