"""Files kept byte for byte."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from phuong6.office.fields import TextLine


def unguessable_path(stored: "StoredFile", name: str) -> str:
    """A path no one can guess and no user's words reach: the name on disk is ours alone."""
    return f"{timezone.localtime():%Y/%m}/{secrets.token_urlsafe(24)}.{stored.extension}"


class StoredFile(models.Model):
    """A file that came in or was made here, kept byte for byte with its SHA-256. Never changed."""

    file = models.FileField("Tệp", upload_to=unguessable_path, max_length=200)
    original_name = TextLine("Tên tệp gốc", max_length=255, blank=True)
    mime = models.CharField("Loại nội dung", max_length=80)
    extension = models.CharField("Phần mở rộng", max_length=10)
    size = models.PositiveBigIntegerField("Dung lượng (byte)")
    pages = models.PositiveIntegerField("Số trang", default=1)
    sha256 = models.CharField("SHA-256", max_length=64)
    is_signed = models.BooleanField("Có chữ ký số", default=False, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="Người đưa lên"
    )
    at = models.DateTimeField("Thời điểm", default=timezone.now)

    class Meta:
        verbose_name = "Tệp"
        verbose_name_plural = "Tệp"

    def __str__(self) -> str:
        return self.original_name or self.sha256[:12]
