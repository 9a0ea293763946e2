"""The council: a standing body, its meetings, what was voted."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from awards.enums import Choice, MeetingStatus, SeatRole
from campaigns.enums import BallotMode, ThresholdBase
from campaigns.models import Campaign, Official, Ward
from dossiers.models import Nominee
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural


class Council(Natural):
    """Hội đồng Thi đua - Khen thưởng of the ward, with the decision that set it up."""

    natural = ("ward__code", "name", "from_day")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="councils", verbose_name="Phường")
    name = TextLine("Tên Hội đồng", max_length=200)
    founded_by = TextLine("Quyết định thành lập", max_length=200, blank=True)
    from_day = models.DateField("Từ ngày")
    to_day = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "Hội đồng Thi đua - Khen thưởng"
        verbose_name_plural = "Hội đồng Thi đua - Khen thưởng"
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return self.name


class CouncilMember(Natural):
    """A seat; the person may be one of the ward's officials and may have an account."""

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
    position = TextLine("Chức vụ công tác", max_length=200, blank=True)
    seat = models.CharField("Vai trò trong Hội đồng", max_length=10, choices=SeatRole.choices)
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
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
                violation_error_message="Hội đồng đã có Chủ tịch.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self):
        """Who sits in a seat is fixed from opening to closing: a vote must stay its member's own."""
        if not self.pk or not self.attendances.filter(meeting__status=MeetingStatus.OPEN).exists():
            return
        before = type(self).objects.get(pk=self.pk)
        fixed = ("user_id", "official_id", "seat", "is_active")
        if any(getattr(before, name) != getattr(self, name) for name in fixed):
            raise ValidationError(
                f"Hội đồng đang họp nên chưa đổi được tài khoản, cán bộ hoặc vai trò của {before.name}. "
                "Hãy chờ phiên họp kết thúc."
            )


class CouncilMeeting(models.Model):
    """A meeting: agenda, attendance, votes, minutes. Its rules are copied from the campaign when it opens.

    `awards.workflow` is the only writer of status.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="meetings", verbose_name="Phong trào")
    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings", verbose_name="Hội đồng")
    held_at = models.DateTimeField("Họp lúc")
    place = TextLine("Địa điểm", max_length=200, blank=True)
    status = models.CharField(
        "Trạng thái",
        max_length=12,
        choices=MeetingStatus.choices,
        default=MeetingStatus.PLANNED,
        editable=False,
    )
    mode = models.CharField("Cách biểu quyết", max_length=10, choices=BallotMode.choices)
    member_count = models.PositiveSmallIntegerField("Tổng số thành viên", default=0, editable=False)
    quorum_numerator = models.PositiveSmallIntegerField(default=2, editable=False)
    quorum_denominator = models.PositiveSmallIntegerField(default=3, editable=False)
    threshold_percent = models.PositiveSmallIntegerField(default=50, editable=False)
    threshold_inclusive = models.BooleanField(default=False, editable=False)
    threshold_base = models.CharField(
        max_length=10, choices=ThresholdBase.choices, default=ThresholdBase.PRESENT, editable=False
    )
    chair_must_agree = models.BooleanField(default=False, editable=False)
    exclude_own_case = models.BooleanField(default=True, editable=False)
    exclude_own_unit = models.BooleanField(default=False, editable=False)
    opened_at = models.DateTimeField("Khai mạc lúc", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("Bế mạc lúc", null=True, blank=True, editable=False)
    minutes_number = models.PositiveIntegerField("Số biên bản", null=True, blank=True, editable=False)
    discussion = Prose("Ý kiến thảo luận", blank=True)

    class Meta:
        verbose_name = "Phiên họp Hội đồng"
        verbose_name_plural = "Phiên họp Hội đồng"
        ordering = ["-held_at"]
        permissions = [("run_meeting", "Điều hành phiên họp")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[MeetingStatus.PLANNED, MeetingStatus.CANCELLED])
                | Q(opened_at__isnull=False),
                name="opened_meeting_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=MeetingStatus.CLOSED)
                | Q(closed_at__isnull=False, minutes_number__isnull=False),
                name="closed_meeting_has_moment_and_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"Phiên họp {timezone.localtime(self.held_at):%d/%m/%Y}"


class Attendance(models.Model):
    """A member at a meeting. `voted` carries no time: a secret ballot must not be joined to a voter."""

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(
        CouncilMember, models.PROTECT, related_name="attendances", verbose_name="Thành viên"
    )
    present = models.BooleanField("Có mặt", default=False)
    absent_reason = TextLine("Lý do vắng", max_length=200, blank=True)
    voted = models.BooleanField("Đã bỏ phiếu", default=False, editable=False)

    class Meta:
        verbose_name = "Điểm danh"
        verbose_name_plural = "Điểm danh"
        ordering = ["meeting", "member__order", "member"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(voted=False) | Q(present=True), name="only_present_members_vote"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.meeting}"


class AgendaItem(models.Model):
    """One nominee before the council. Counters hold secret votes: no row per ballot exists."""

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="items")
    nominee = models.ForeignKey(
        Nominee, models.PROTECT, related_name="agenda_items", verbose_name="Trường hợp"
    )
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
    yes = models.PositiveSmallIntegerField("Đồng ý", default=0)
    no = models.PositiveSmallIntegerField("Không đồng ý", default=0)
    blank = models.PositiveSmallIntegerField("Không có ý kiến", default=0)
    spoilt = models.PositiveSmallIntegerField("Không hợp lệ", default=0)
    entitled_members = models.PositiveSmallIntegerField("Được biểu quyết", default=0, editable=False)
    entitled_present = models.PositiveSmallIntegerField("Được biểu quyết, có mặt", default=0, editable=False)
    chair_agrees = models.BooleanField("Chủ tịch Hội đồng tán thành", null=True, blank=True)
    tallied = models.BooleanField("Đã nhập kết quả kiểm phiếu", default=False, editable=False)
    passed = models.BooleanField("Đạt", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Trường hợp trong phiên họp"
        verbose_name_plural = "Trường hợp trong phiên họp"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "nominee"],
                name="nominee_once_per_meeting",
                violation_error_message="Trường hợp này đã có trong chương trình.",
            ),
            models.CheckConstraint(
                condition=Q(entitled_present__gte=F("yes") + F("no") + F("blank") + F("spoilt")),
                name="votes_at_most_entitled",
                violation_error_message="Tổng số phiếu nhiều hơn số thành viên có mặt được biểu quyết.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nominee}"


class Ballot(models.Model):
    """A vote in an OPEN vote, by name. A secret vote never makes such a row."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="ballots")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="ballots")
    choice = models.CharField("Ý kiến", max_length=6, choices=Choice.choices)

    class Meta:
        verbose_name = "Phiếu biểu quyết công khai"
        verbose_name_plural = "Phiếu biểu quyết công khai"
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_open_vote_per_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_choice_display()}"
