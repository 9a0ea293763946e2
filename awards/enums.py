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


class Poll(models.TextChoices):
    """Where a case stands in a vote that calls one case after the other."""

    WAITING = "waiting", "Chưa đưa ra"
    RUNNING = "running", "Đang bỏ phiếu"
    DONE = "done", "Đã bỏ phiếu xong"


class Count(models.TextChoices):
    """Which typing of a paper count a row is."""

    FIRST = "first", "Lần nhập thứ nhất"
    SECOND = "second", "Lần nhập thứ hai"
    AGREED = "agreed", "Kết quả đã thống nhất"


class DecisionStatus(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    AWAITING = "awaiting_signature", "Trình Chủ tịch"
    APPROVED = "approved", "Chủ tịch đã xác nhận trên hệ thống"
    ISSUED = "issued", "Đã ban hành"
    REVOKED = "revoked", "Đã hủy bỏ"


PUBLISHED = (DecisionStatus.ISSUED, DecisionStatus.REVOKED)


class DecisionKind(models.TextChoices):
    AWARD = "award", "Tặng Giấy khen"
    REVOCATION = "revocation", "Hủy bỏ khen thưởng"


class RevocationGround(models.TextChoices):
    """Why an award falls (Luật Thi đua, khen thưởng 2022, Điều 93 khoản 2)."""

    DISHONEST = "dishonest", "Kê khai không trung thực thành tích để được khen thưởng"
    FALSE_PAPERS = "false_papers", "Cung cấp thông tin, giấy tờ giả trong hồ sơ"
    WRONG_APPRAISAL = "wrong_appraisal", "Thẩm định, xét khen thưởng trái quy định của pháp luật"
    FAULT_FOUND = "fault_found", "Có kết luận về sai phạm trong thời gian xét thành tích"


class FundKind(models.TextChoices):
    INCOME = "income", "Thu"
    PAYMENT = "payment", "Chi"
    RETURNED = "returned", "Thu hồi tiền thưởng"


class CertificateStatus(models.TextChoices):
    VALID = "valid", "Có giá trị"
    REPLACED = "replaced", "Đã thay bằng bản khác"
    REVOKED = "revoked", "Đã thu hồi"
    VOID = "void", "Đã hủy số"


class CertificateEventKind(models.TextChoices):
    """What can happen to a giấy khen after it was entered in the register."""

    PRINTED = "printed", "In lần đầu"
    REPRINTED = "reprinted", "In lại"
    REPLACED = "replaced", "Cấp bản thay thế"
    VOIDED = "voided", "Hủy số"


class SheetPage(models.TextChoices):
    """Sheets giấy khen are printed on; A4 by Nghị định 98/2023/NĐ-CP Điều 104, the others for older blanks."""

    A4 = "A4", "A4 (297 × 210 mm)"
    A3 = "A3", "A3 (420 × 297 mm)"
    OLD = "360x270", "360 × 270 mm"


class BlankKind(models.TextChoices):
    """What happened to blanks (phôi)."""

    RECEIVED = "received", "Nhập"
    USED = "used", "Đã in"
    SPOILT = "spoilt", "Hỏng"
    RETURNED = "returned", "In mà không dùng đến, trả lại"


class HandoverStatus(models.TextChoices):
    """Whether a giấy khen has reached whom it honours."""

    WAITING = "waiting", "Chưa trao"
    HANDED = "handed", "Đã trao"


class AwardLevel(models.TextChoices):
    """Who decided an award, as the national cadre database counts levels."""

    COMMUNE = "commune", "Cấp xã"
    DISTRICT = "district", "Cấp huyện"
    PROVINCE = "province", "Cấp tỉnh, bộ, ngành"
    STATE = "state", "Cấp Nhà nước"
