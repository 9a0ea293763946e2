"""The council: a standing body and who sits in it, from when to when."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from awards.enums import MeetingStatus, SeatRole
from campaigns.enums import Honorific
from campaigns.models import Official, Ward
from phuong6.office.fields import TextLine
from phuong6.office.natural import Natural


class Council(Natural):
    """Hội đồng Thi đua - Khen thưởng of the ward, with the decision that set it up."""

    natural = ("ward__code", "name", "from_day")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="councils", verbose_name="Phường")
    name = TextLine("Tên Hội đồng", max_length=200)
    founded_by = TextLine(
        "Quyết định thành lập",
        max_length=200,
        blank=True,
        help_text="Số, ngày, cơ quan ban hành; in vào biên bản họp. Ví dụ: Quyết định số 15/QĐ-UBND ngày 10/01/2022 "
        "của Chủ tịch UBND Phường.",
    )
    from_day = models.DateField("Từ ngày")
    to_day = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "Hội đồng Thi đua - Khen thưởng"
        verbose_name_plural = "Hội đồng Thi đua - Khen thưởng"
        ordering = ["-from_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="council_ends_after_it_begins",
                violation_error_message="Ngày cuối của Hội đồng không được trước ngày đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def seated(self, day: date) -> models.QuerySet["CouncilMember"]:
        """Who sits in the council on this day (Asia/Ho_Chi_Minh)."""
        return self.members.filter(CouncilMember.in_office(day))


class CouncilMember(Natural):
    """A seat; the person may be one of the ward's officials and may have an account.

    A term left open runs as long as the council's own.
    """

    natural = ("council__ward__code", "council__name", "council__from_day", "name")

    council = models.ForeignKey(Council, models.PROTECT, related_name="members", verbose_name="Hội đồng")
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="Cán bộ"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name="Tài khoản",
    )
    name = TextLine("Họ và tên", max_length=120)
    honorific = models.CharField(
        "Ông/Bà",
        max_length=5,
        choices=Honorific.choices,
        blank=True,
        help_text="In trên giấy mời, biên bản, điểm danh. Để trống: lấy theo cán bộ đã gắn.",
    )
    position = TextLine("Chức vụ công tác", max_length=200, blank=True)
    seat = models.CharField("Vai trò trong Hội đồng", max_length=10, choices=SeatRole.choices)
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
    from_day = models.DateField("Tham gia từ ngày", null=True, blank=True)
    to_day = models.DateField("Đến hết ngày", null=True, blank=True)
    is_active = models.BooleanField("Đang tham gia", default=True)

    class Meta:
        verbose_name = "Thành viên Hội đồng"
        verbose_name_plural = "Thành viên Hội đồng"
        ordering = ["council", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"],
                condition=Q(is_active=True, user__isnull=False),
                name="one_seat_per_account",
                violation_error_message="Tài khoản này đã gắn với một thành viên khác.",
            ),
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(seat=SeatRole.CHAIR, is_active=True),
                name="one_chair_per_council",
                violation_error_message=(
                    "Hội đồng đã có Chủ tịch. Người thôi giữ vai trò này phải bỏ dấu “Đang tham gia” trước."
                ),
            ),
            models.CheckConstraint(
                condition=Q(from_day__isnull=True) | Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="seat_ends_after_it_begins",
                violation_error_message="Ngày thôi tham gia không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Ông or Bà: the seat's own, else the official's; empty where nobody has said it, never guessed."""
        own = self.get_honorific_display()
        return own or (self.official.get_honorific_display() if self.official_id else "")

    @property
    def addressed(self) -> str:
        """The name as papers address it."""
        return f"{self.address} {self.name}".strip()

    @staticmethod
    def in_office(day: date) -> Q:
        """Seats held on this day: taking part, begun and not ended."""
        begun = Q(from_day__isnull=True) | Q(from_day__lte=day)
        return Q(is_active=True) & begun & (Q(to_day__isnull=True) | Q(to_day__gte=day))

    def clean(self):
        """Who sits in a seat is fixed from opening to closing: a vote must stay its member's own."""
        if not self.pk or not self.attendances.filter(meeting__status=MeetingStatus.OPEN).exists():
            return
        before = type(self).objects.get(pk=self.pk)
        fixed = ("user_id", "official_id", "seat", "is_active", "from_day", "to_day")
        if any(getattr(before, name) != getattr(self, name) for name in fixed):
            raise ValidationError(
                f"Hội đồng đang họp nên chưa đổi được tài khoản, cán bộ, vai trò hoặc thời gian tham gia của "
                f"{before.name}. Hãy chờ phiên họp kết thúc."
            )
