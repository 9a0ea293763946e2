"""How votes are kept until a meeting closes: sealed, by name, or as two counts of the paper; and who stands aside."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from awards.enums import Choice, Count
from awards.models.council import CouncilMember
from awards.models.meeting import AgendaItem, Attendance, CouncilMeeting
from phuong6.office.fields import Prose, TextLine

COUNTERS = ("yes", "no", "blank", "spoilt", "not_entitled")


class Ballot(models.Model):
    """A vote by name: raised hands, or an opinion in writing. A secret vote never makes such a row."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votes")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="ballots")
    choice = models.CharField("Ý kiến", max_length=6, choices=Choice.choices)

    class Meta:
        verbose_name = "Phiếu biểu quyết công khai"
        verbose_name_plural = "Phiếu biểu quyết công khai"
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_open_vote_per_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_choice_display()}"


class SealedBox(models.Model):
    """The counters of a secret vote while it runs, sealed (`awards.council.ballot_box`). Gone once the meeting closes."""

    meeting = models.OneToOneField(CouncilMeeting, models.CASCADE, related_name="box")
    salt = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "Hòm phiếu niêm phong"
        verbose_name_plural = "Hòm phiếu niêm phong"

    def __str__(self) -> str:
        return f"Hòm phiếu – {self.meeting}"


class Conflict(models.Model):
    """A member stands aside on a case, by his own declaration or as the secretary recorded it."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="conflicts")
    reason = TextLine("Lý do", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("Lúc", default=timezone.now)

    class Meta:
        verbose_name = "Xin không biểu quyết"
        verbose_name_plural = "Xin không biểu quyết"
        ordering = ["item", "member__order", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                name="a_member_stands_aside_once",
                violation_error_message="Thành viên này đã không biểu quyết trường hợp đó.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="standing_aside_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.item}"


class WrittenOpinion(models.Model):
    """A slip that came back: the day it was received and what it says besides the choices (rows of `Ballot`)."""

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="opinion")
    received_on = models.DateField("Ngày nhận phiếu")
    remark = Prose("Ý kiến khác", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("Nhập lúc", default=timezone.now)

    class Meta:
        verbose_name = "Ý kiến bằng văn bản"
        verbose_name_plural = "Ý kiến bằng văn bản"

    def __str__(self) -> str:
        return f"Ý kiến – {self.attendance}"


class PaperCount(models.Model):
    """One typing of a count of paper ballots. Two people type it; where they differ, a third row settles it."""

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="paper_counts")
    place = models.CharField("Lần nhập", max_length=10, choices=Count.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("Nhập lúc", default=timezone.now)
    issued = models.PositiveSmallIntegerField("Số phiếu phát ra")
    returned = models.PositiveSmallIntegerField("Số phiếu thu vào")
    valid = models.PositiveSmallIntegerField("Số phiếu hợp lệ")
    invalid = models.PositiveSmallIntegerField("Số phiếu không hợp lệ")
    note = Prose("Đã giải quyết thế nào", blank=True)

    class Meta:
        verbose_name = "Kết quả kiểm phiếu giấy"
        verbose_name_plural = "Kết quả kiểm phiếu giấy"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="a_count_is_typed_once"),
            models.UniqueConstraint(
                fields=["meeting", "by"],
                condition=~Q(place=Count.AGREED),
                name="two_people_type_the_count",
                violation_error_message="Hai lần nhập phải do hai người khác nhau.",
            ),
            models.CheckConstraint(
                condition=Q(issued__gte=F("returned")),
                name="count_returned_at_most_issued",
                violation_error_message="Số phiếu thu vào không thể nhiều hơn số phiếu phát ra.",
            ),
            models.CheckConstraint(
                condition=Q(returned=F("valid") + F("invalid")),
                name="count_returned_are_valid_or_invalid",
                violation_error_message="Số phiếu thu vào phải bằng phiếu hợp lệ cộng phiếu không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(place=Count.AGREED) | ~Q(note=""), name="a_settled_count_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()} – {self.meeting}"


class PaperCountLine(models.Model):
    """What one typing says of one case."""

    count = models.ForeignKey(PaperCount, models.CASCADE, related_name="lines")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    yes = models.PositiveSmallIntegerField("Đồng ý")
    no = models.PositiveSmallIntegerField("Không đồng ý")
    blank = models.PositiveSmallIntegerField("Không có ý kiến")
    spoilt = models.PositiveSmallIntegerField("Không hợp lệ")
    not_entitled = models.PositiveSmallIntegerField("Không được biểu quyết")
    chair_agrees = models.BooleanField("Chủ tịch Hội đồng tán thành", null=True)

    class Meta:
        verbose_name = "Dòng kiểm phiếu"
        verbose_name_plural = "Dòng kiểm phiếu"
        constraints = [models.UniqueConstraint(fields=["count", "item"], name="a_case_counted_once")]

    def __str__(self) -> str:
        return f"{self.count}: {self.item}"
