"""What the office tells somebody: drafted, looked at, released, sent."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from phuong6.office.enums import Channel, MessageStatus
from phuong6.office.fields import Prose, TextLine


class Message(models.Model):
    """One message to a unit or an account. `phuong6.office.messages.workflow` is the only writer of its status.

    `key` says what it is about, to whom, and which time it is: a message exists once, whoever runs what twice.
    `scope` is what a list is narrowed by ("campaign:7"). Name and addresses are those of the day of drafting.
    `claimed_at` is set while it goes out; one left behind was not heard of again and is never sent by itself.
    """

    kind = models.CharField("Loại", max_length=30)
    key = models.CharField("Khóa", max_length=255, unique=True)
    scope = models.CharField("Thuộc", max_length=40)
    addressee_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    addressee_id = models.PositiveBigIntegerField()
    addressee = GenericForeignKey("addressee_type", "addressee_id")
    addressee_name = TextLine("Gửi đến", max_length=200)
    email = models.CharField("Thư điện tử", max_length=400, blank=True)  # several: with a comma between
    subject = TextLine("Tiêu đề", max_length=200)
    body = Prose("Nội dung")
    channel = models.CharField("Cách gửi", max_length=10, choices=Channel.choices)
    due_on = models.DateField("Hạn của việc")
    # -1: the day after the due day; 0: told once, not a reminder
    step = models.SmallIntegerField("Nhắc trước hạn (ngày)")
    status = models.CharField(
        "Trạng thái",
        max_length=10,
        choices=MessageStatus.choices,
        default=MessageStatus.DRAFT,
        editable=False,
    )
    tries = models.PositiveSmallIntegerField("Số lần gửi", default=0, editable=False)
    error = Prose("Lỗi lần gửi gần nhất", blank=True, editable=False)
    next_try_at = models.DateTimeField("Gửi lại lúc", null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField("Bắt đầu gửi lúc", null=True, blank=True, editable=False)
    sent_at = models.DateTimeField("Gửi lúc", null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="Người sửa",
    )
    edited_at = models.DateTimeField("Sửa lúc", null=True, blank=True, editable=False)
    at = models.DateTimeField("Soạn lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Tin nhắc việc"
        verbose_name_plural = "Tin nhắc việc"
        ordering = ["due_on", "addressee_name", "pk"]
        indexes = [
            models.Index(fields=["scope", "status", "due_on"], name="message_by_state"),
            models.Index(fields=["addressee_type", "addressee_id"], name="message_by_addressee"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=MessageStatus.SENT) | Q(sent_at__isnull=False),
                name="sent_message_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} – {self.addressee_name}"

    @property
    def step_words(self) -> str:
        """Which time it is: "nhắc trước 7 ngày"."""
        if self.step == 0:
            return "báo một lần"
        return "nhắc sau hạn" if self.step < 0 else f"nhắc trước {self.step} ngày"

    @property
    def text(self) -> str:
        """What is copied into Zalo: subject and body."""
        return f"{self.subject}\n\n{self.body}"


class SelfRelease(models.Model):
    """A kind of message that goes out without being looked at, and who decided so."""

    kind = models.CharField("Loại", max_length=30, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người đặt"
    )
    at = models.DateTimeField("Đặt lúc", default=timezone.now)

    class Meta:
        verbose_name = "Loại tin tự gửi"
        verbose_name_plural = "Loại tin tự gửi"

    def __str__(self) -> str:
        return self.kind
