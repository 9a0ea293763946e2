"""The fixed lists of council, decision, money and certificate."""

from django.db import models


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", "Đã lên lịch"
    OPEN = "open", "Đang họp"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Không thành"


class SeatRole(models.TextChoices):
    """A member's place in the council."""

    CHAIR = "chair", "Chủ tịch Hội đồng"
    VICE = "vice", "Phó Chủ tịch Hội đồng"
    MEMBER = "member", "Ủy viên"
    SECRETARY = "secretary", "Ủy viên, thư ký"


class Choice(models.TextChoices):
    """A member's vote on one line."""

    YES = "yes", "Đồng ý"
    NO = "no", "Không đồng ý"
    BLANK = "blank", "Không có ý kiến"


class DecisionStatus(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    AWAITING = "awaiting_signature", "Trình Chủ tịch"
    APPROVED = "approved", "Chủ tịch đã xác nhận trên hệ thống"
    ISSUED = "issued", "Đã ban hành"
    REVOKED = "revoked", "Đã hủy bỏ"


class Rounding(models.TextChoices):
    """How a bonus is rounded; a field of the regime (domain.md §1.2)."""

    UP = "up", "Làm tròn lên"
    NEAREST = "nearest", "Làm tròn đến gần nhất"
    NONE = "none", "Không làm tròn"


class FundKind(models.TextChoices):
    INCOME = "income", "Thu"
    PAYMENT = "payment", "Chi"


class CertificateStatus(models.TextChoices):
    VALID = "valid", "Có giá trị"
    REPLACED = "replaced", "Đã thay bằng bản khác"
    REVOKED = "revoked", "Đã thu hồi"
