"""The fixed lists of this room's workflows."""

from django.db import models


class MessageStatus(models.TextChoices):
    """Where a message stands. Sent ones stay for ever, so that nobody is told the same thing twice."""

    DRAFT = "draft", "Chờ duyệt"
    RELEASED = "released", "Đã duyệt, chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi không được"
    CANCELLED = "cancelled", "Đã hủy"


class Channel(models.TextChoices):
    """How a message goes out."""

    EMAIL = "email", "Thư điện tử"
    ZALO = "zalo", "Chép gửi qua Zalo"
