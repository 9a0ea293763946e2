"""A meeting of the council: its rules, who came, which cases it had before it and what came out."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from awards.enums import MeetingStatus, Poll
from awards.models.council import Council, CouncilMember
from campaigns.enums import BallotMode, BallotPace, ThresholdBase
from campaigns.models import Campaign
from dossiers.models import Nominee
from phuong6.office.fields import Prose, TextLine


class CouncilMeeting(models.Model):
    """A meeting: agenda, attendance, votes, minutes. Its rules are copied from the campaign when it opens.

    `awards.decisions.workflow` is the only writer of status. A vote in writing is a meeting nobody comes to: all members
    are asked, `due_on` is the last day an answer counts.
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
    pace = models.CharField(
        "Bỏ phiếu trên hệ thống", max_length=10, choices=BallotPace.choices, default=BallotPace.WHOLE
    )
    due_on = models.DateField("Hạn gửi phiếu lấy ý kiến", null=True, blank=True)
    member_count = models.PositiveSmallIntegerField("Tổng số thành viên", default=0, editable=False)
    quorum_numerator = models.PositiveSmallIntegerField(default=2, editable=False)
    quorum_denominator = models.PositiveSmallIntegerField(default=3, editable=False)
    threshold_percent = models.PositiveSmallIntegerField(default=50, editable=False)
    threshold_inclusive = models.BooleanField(default=False, editable=False)
    threshold_base = models.CharField(
        max_length=10, choices=ThresholdBase.choices, default=ThresholdBase.PRESENT, editable=False
    )
    chair_must_agree = models.BooleanField(default=False, editable=False)
    chair_casting_vote = models.BooleanField(default=False, editable=False)
    exclude_own_case = models.BooleanField(default=True, editable=False)
    exclude_own_unit = models.BooleanField(default=False, editable=False)
    opened_at = models.DateTimeField("Khai mạc lúc", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("Bế mạc lúc", null=True, blank=True, editable=False)
    minutes_number = models.PositiveIntegerField("Số biên bản", null=True, blank=True, editable=False)
    discussion = Prose("Ý kiến thảo luận", blank=True)
    secretary = TextLine("Thư ký phiên họp", max_length=120, blank=True)
    tellers = Prose("Ban kiểm phiếu", blank=True, help_text="Mỗi dòng một người, dòng đầu là Trưởng ban.")
    ended_at = models.DateTimeField("Phiên họp kết thúc lúc", null=True, blank=True)
    ballots_issued = models.PositiveSmallIntegerField("Số phiếu phát ra", null=True, editable=False)
    ballots_returned = models.PositiveSmallIntegerField("Số phiếu thu vào", null=True, editable=False)
    ballots_valid = models.PositiveSmallIntegerField("Số phiếu hợp lệ", null=True, editable=False)
    ballots_spoilt = models.PositiveSmallIntegerField("Số phiếu không hợp lệ", null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField("Ghi biên bản lúc", null=True, blank=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(ballots_issued__gte=F("ballots_returned")),
                name="ballots_returned_at_most_issued",
                violation_error_message="Số phiếu thu vào không thể nhiều hơn số phiếu phát ra.",
            ),
            models.CheckConstraint(
                condition=Q(ballots_returned=F("ballots_valid") + F("ballots_spoilt")),
                name="ballots_returned_are_valid_or_spoilt",
                violation_error_message="Số phiếu thu vào phải bằng phiếu hợp lệ cộng phiếu không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(mode=BallotMode.WRITTEN) | Q(due_on__isnull=False),
                name="written_vote_has_a_last_day",
                violation_error_message="Hãy ghi hạn gửi phiếu lấy ý kiến.",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=[BallotMode.SECRET, BallotMode.OPEN]) | Q(pace=BallotPace.WHOLE),
                name="only_votes_on_the_system_go_case_by_case",
            ),
        ]

    def __str__(self) -> str:
        return f"Phiên họp {timezone.localtime(self.held_at):%d/%m/%Y}"

    @property
    def votes_online(self) -> bool:
        """Members vote on their own screens."""
        return self.mode in (BallotMode.SECRET, BallotMode.OPEN)

    @property
    def case_by_case(self) -> bool:
        """The chair calls one case after the other."""
        return self.pace == BallotPace.SINGLE

    @property
    def in_writing(self) -> bool:
        """Nobody comes: every member is asked in writing."""
        return self.mode == BallotMode.WRITTEN

    @property
    def began_at(self) -> datetime:
        """When it was opened; the planned moment before that, and of a vote in writing the day slips went out."""
        return self.held_at if self.in_writing else self.opened_at or self.held_at


class Attendance(models.Model):
    """A member at a meeting. `voted` carries no time: a secret ballot must not be joined to a voter.

    Where cases are called one by one it says "voted on the case called now". In a vote in writing `present`
    says that the member was asked.
    """

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


class LateArrival(models.Model):
    """A member who came after the opening: when, and how many cases had been voted on by then."""

    line = models.OneToOneField(Attendance, models.CASCADE, related_name="late")
    at = models.DateTimeField("Đến lúc")
    after = models.PositiveSmallIntegerField("Sau khi bỏ phiếu xong", default=0)

    class Meta:
        verbose_name = "Thành viên đến muộn"
        verbose_name_plural = "Thành viên đến muộn"

    def __str__(self) -> str:
        return f"{self.line}: {timezone.localtime(self.at):%H:%M}"


class AgendaItem(models.Model):
    """One nominee before the council. The counters are written when the meeting closes, and are 0 until then.

    `ballots` are the valid ballots this line stands on; `not_entitled` those of members who may not vote on it.
    """

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="items")
    nominee = models.ForeignKey(
        Nominee, models.PROTECT, related_name="agenda_items", verbose_name="Trường hợp"
    )
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
    poll = models.CharField(
        "Lượt bỏ phiếu", max_length=10, choices=Poll.choices, default=Poll.WAITING, editable=False
    )
    polled_as = models.PositiveSmallIntegerField(
        "Bỏ phiếu xong thứ mấy", null=True, blank=True, editable=False
    )  # where cases are called one by one
    ballots = models.PositiveSmallIntegerField("Phiếu hợp lệ", default=0, editable=False)
    yes = models.PositiveSmallIntegerField("Đồng ý", default=0)
    no = models.PositiveSmallIntegerField("Không đồng ý", default=0)
    blank = models.PositiveSmallIntegerField("Không có ý kiến", default=0)
    spoilt = models.PositiveSmallIntegerField("Không hợp lệ", default=0)
    not_entitled = models.PositiveSmallIntegerField("Không được biểu quyết", default=0)
    entitled_members = models.PositiveSmallIntegerField("Được biểu quyết", default=0, editable=False)
    entitled_present = models.PositiveSmallIntegerField("Được biểu quyết, có mặt", default=0, editable=False)
    chair_agrees = models.BooleanField("Chủ tịch Hội đồng tán thành", null=True, blank=True)
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
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(poll=Poll.RUNNING),
                name="one_case_called_at_a_time",
                violation_error_message="Đang bỏ phiếu một trường hợp khác.",
            ),
            models.CheckConstraint(
                condition=Q(entitled_present__gte=F("yes") + F("no") + F("blank") + F("spoilt")),
                name="votes_at_most_entitled",
                violation_error_message="Tổng số phiếu nhiều hơn số thành viên có mặt được biểu quyết.",
            ),
            models.CheckConstraint(
                condition=Q(ballots=F("yes") + F("no") + F("blank") + F("spoilt") + F("not_entitled")),
                name="a_line_adds_up_to_its_ballots",
                violation_error_message=(
                    "Đồng ý, không đồng ý, không có ý kiến, không hợp lệ và không được biểu quyết cộng lại "
                    "phải bằng số phiếu hợp lệ."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nominee}"
