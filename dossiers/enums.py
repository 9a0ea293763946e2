"""The fixed lists of dossiers: states with a name for each audience, papers, reasons."""

from django.db import models

from phuong6.office.posts import said


class DossierStatus(models.TextChoices):
    """Where a dossier stands, in the office's words."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã nộp, chờ tiếp nhận thẩm định"
    IN_REVIEW = "in_review", "Đang thẩm định"
    RETURNED = "returned", "Trả lại để bổ sung"
    APPRAISED = "appraised", "Đã thẩm định"

    @property
    def for_unit(self) -> str:
        """The same state in the unit's words."""
        return {
            DossierStatus.DRAFT: "Đang soạn, chưa nộp",
            DossierStatus.SUBMITTED: "Đã nộp",
            DossierStatus.IN_REVIEW: said("{Internal_affairs} đang thẩm định"),
            DossierStatus.RETURNED: "Cần bổ sung",
            DossierStatus.APPRAISED: "Đã thẩm định, chờ kết quả",
        }[self]


class NomineeStatus(models.TextChoices):
    """Where a nominee stands, in the office's words."""

    PROPOSED = "proposed", "Đang được đề nghị"
    ELIGIBLE = "eligible", "Đủ điều kiện"
    INELIGIBLE = "ineligible", "Không đủ điều kiện"
    TABLED = "tabled", "Đang trình Hội đồng"
    RECOMMENDED = "recommended", "Hội đồng đề nghị khen thưởng"
    NOT_RECOMMENDED = "not_recommended", "Hội đồng không đề nghị"
    AWARDED = "awarded", "Được tặng Giấy khen"
    DECLINED = "declined", "Chủ tịch không chọn"
    WITHDRAWN = "withdrawn", "Đã rút"
    REVOKED = "revoked", "Đã hủy bỏ khen thưởng"


CLAIMED = (
    NomineeStatus.ELIGIBLE,
    NomineeStatus.TABLED,
    NomineeStatus.RECOMMENDED,
    NomineeStatus.AWARDED,
)
"""States in which a person or collective is taken in a campaign: at most one nominee may be in them."""


class PaperKind(models.TextChoices):
    """The three papers of a dossier (plan, section III.2)."""

    SUBMISSION = "submission", "Tờ trình đề nghị khen thưởng"
    MINUTES = "minutes", "Biên bản họp bình xét thi đua"
    REPORT = "report", "Báo cáo thành tích"


class IneligibleReason(models.TextChoices):
    """Reasons for non-award that must be told to the unit (published commune procedures; docs/glossary.md)."""

    NOT_IN_SCOPE = "not_in_scope", "Không đúng đối tượng"
    NOT_MET = "not_met", "Không đủ tiêu chuẩn"
    INCOMPLETE = "incomplete", "Không đủ hồ sơ"
    BREACH = "breach", "Vi phạm pháp luật"


class OfficerFinding(models.TextChoices):
    """What the officer finds of a criterion."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Không đạt"
    INSUFFICIENT = "insufficient", "Chưa đủ căn cứ"


class FactKind(models.TextChoices):
    """What the system itself knows of a unit and offers as evidence."""

    RESULT = "result", "Kết quả chỉ tiêu đã xác nhận"
    INDEX = "index", "Chỉ số CCHC"
    INITIATIVE = "initiative", "Sáng kiến được công nhận"


class VoteMethod(models.TextChoices):
    """How the unit's own meeting voted."""

    HANDS = "hands", "Giơ tay"
    BALLOT = "ballot", "Phiếu kín"
