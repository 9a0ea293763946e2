"""The fixed lists of the campaign's first room."""

import enum

from django.db import models

from phuong6.office.posts import said


class Called(models.TextChoices):
    """Choices some of which are called what the office calls them today (phuong6.office.posts).

    A field takes a function for its choices, so that no migration follows a changed name.
    """

    @enum.property
    def label(self):
        return said(self._label_)


class UnitKind(Called):
    """The three groups that take part (plan, section II.1)."""

    ORGANISATION = "organisation", "Ngành, tổ chức chính trị - xã hội"
    OFFICE = "office", "Cán bộ, công chức, người lao động UBND phường"
    NEIGHBOURHOOD = "neighbourhood", "{Neighbourhood_body}"


def unit_kinds() -> list[tuple[str, str]]:
    """The kinds of unit with what they are called today."""
    return UnitKind.choices


class Honorific(models.TextChoices):
    """How a paper addresses a person. Stated, never guessed from the name."""

    MR = "ong", "Ông"
    MRS = "ba", "Bà"


class Role(Called):
    """What a person does in the system (docs/decisions/0002)."""

    UNIT = "unit", "Đơn vị"
    INTERNAL_AFFAIRS = "internal_affairs", "{Internal_affairs_role}"
    OFFICE_STATISTICS = "office_statistics", "{Statistics}"
    CULTURE = "culture", "{Culture_role}"
    ACCOUNTANT = "accountant", "Kế toán"
    COUNCIL = "council", "Hội đồng"
    CHAIRMAN = "chairman", "Chủ tịch"
    ADMINISTRATOR = "administrator", "Quản trị"


def roles() -> list[tuple[str, str]]:
    """The roles with what they are called today."""
    return Role.choices


class TextSection(models.TextChoices):
    """The parts of the plan's text that papers and pages quote."""

    LEGAL_BASIS = "legal_basis", "Căn cứ ban hành kế hoạch"
    AIM = "aim", "Mục đích"
    REQUIREMENT = "requirement", "Yêu cầu"
    PARTICIPANT = "participant", "Đối tượng thi đua"
    AWARD = "award", "Hình thức, đối tượng khen thưởng"
    PAPER = "paper", "Thành phần hồ sơ"
    ORGANISATION = "organisation", "Tổ chức thực hiện"
    RECIPIENT = "recipient", "Nơi nhận"


class BallotMode(models.TextChoices):
    """How the council votes; no law sets it for a commune's giấy khen, so each campaign does."""

    SECRET = "secret", "Bỏ phiếu kín"
    OPEN = "open", "Biểu quyết công khai"
    TALLY = "tally", "Phiếu giấy, nhập kết quả kiểm phiếu"
    WRITTEN = "written", "Lấy ý kiến bằng văn bản, không họp"


class BallotPace(models.TextChoices):
    """Whether members vote on the whole list at once, or on one case after the other as the chair calls it."""

    WHOLE = "whole", "Cả danh sách trong một phiếu"
    SINGLE = "single", "Lần lượt từng trường hợp"


class ThresholdBase(models.TextChoices):
    """Of what a share of yes votes is taken."""

    MEMBERS = "members", "Tổng số thành viên được biểu quyết dòng đó"
    PRESENT = "present", "Số thành viên có mặt được biểu quyết dòng đó"
    VALID = "valid", "Số phiếu hợp lệ của dòng đó"


class Rounding(models.TextChoices):
    """How a bonus is rounded; a field of the law in force (NĐ 91/2017 Điều 68 khoản 2: up to ten thousands)."""

    UP = "up", "Làm tròn lên"
    NEAREST = "nearest", "Làm tròn đến gần nhất"
    NONE = "none", "Không làm tròn"


class CampaignStatus(models.TextChoices):
    """Where a campaign stands in its life; one being prepared is seen by who prepares it alone."""

    PREPARING = "preparing", "Đang chuẩn bị"
    OPEN = "open", "Đang mở"
    CLOSED = "closed", "Đã khép"


class ExemplarKind(models.TextChoices):
    """What the culture officer publishes (plan, sections II.2 and IV.3)."""

    EXEMPLAR = "exemplar", "Gương điển hình"
    NEWS = "news", "Tin hoạt động phong trào"
    MODEL = "model", "Mô hình mới, cách làm hay"


class ExemplarStatus(models.TextChoices):
    """Where a piece stands; only a published one is public."""

    DRAFT = "draft", "Đang viết"
    PROPOSED = "proposed", "Chờ duyệt"
    RETURNED = "returned", "Trả lại để sửa"
    PUBLISHED = "published", "Đã đăng"
    WITHDRAWN = "withdrawn", "Đã gỡ"


class BulletinStatus(models.TextChoices):
    """Where a radio bulletin stands."""

    DRAFT = "draft", "Đang soạn"
    APPROVED = "approved", "Đã duyệt"
    BROADCAST = "broadcast", "Đã phát"
