"""What was printed, what came back signed, what was corrected, and the ward's own wording."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from phuong6.office.fields import Prose, TextLine
from phuong6.office.models.files import StoredFile
from phuong6.office.models.numbers import IssuedPaper


class Printout(models.Model):
    """One version of a paper as it was printed: what the code on each of its pages stands for.

    The same words on as many pages make the same version (`digest`), however often it is printed. `words` leaves
    number and day out, so that a draft that was signed can be compared with what is issued; versions older than
    the field have none. Both are digests of phuong6.lib.papers.identity. `told` is what the version said that other papers must agree with.
    """

    code = models.CharField("Mã trên trang in", max_length=12, unique=True)
    kind = models.SlugField("Loại văn bản", max_length=40)
    title = TextLine("Văn bản", max_length=300)
    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    version = models.PositiveSmallIntegerField("Bản in thứ")
    digest = models.CharField("SHA-256 của nội dung", max_length=64)
    words = models.CharField("SHA-256 của nội dung, không kể số và ngày", max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField("Số trang")
    told = models.JSONField("Nội dung để đối chiếu", default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="Người in"
    )
    at = models.DateTimeField("In lúc", default=timezone.now)

    class Meta:
        verbose_name = "Bản in"
        verbose_name_plural = "Bản in"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "content_type", "object_id", "digest"], name="printout_once_per_wording"
            ),
            models.UniqueConstraint(
                fields=["kind", "content_type", "object_id", "version"], name="printout_version_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SignedCopy(models.Model):
    """A paper of the ward's as it came back signed and stamped; every copy is kept, the newest counts."""

    kind = models.SlugField("Loại văn bản", max_length=40)
    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    printout = models.ForeignKey(
        Printout, models.PROTECT, null=True, blank=True, related_name="signed", verbose_name="Ký trên bản in"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người đưa lên"
    )
    at = models.DateTimeField("Đưa lên lúc", default=timezone.now)

    class Meta:
        verbose_name = "Bản đã ký"
        verbose_name_plural = "Bản đã ký"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "content_type", "object_id"])]

    def __str__(self) -> str:
        return f"Bản đã ký lúc {timezone.localtime(self.at):%H:%M, %d/%m/%Y}"


class Correction(models.Model):
    """What a công văn đính chính says of a paper that went out with a slip of form (NĐ 30/2020 Điều 18)."""

    paper = models.ForeignKey(
        IssuedPaper, models.PROTECT, related_name="corrections", verbose_name="Văn bản được đính chính"
    )
    place = Prose("Vị trí", help_text="Ví dụ: dòng thứ hai, Điều 1, trang 1.")
    wrong = Prose("Đã viết là")
    right = Prose("Nay sửa thành")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người lập"
    )
    at = models.DateTimeField("Lập lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Đính chính"
        verbose_name_plural = "Đính chính"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Đính chính {self.paper}"


class PaperWording(models.Model):
    """A sentence of a paper in the ward's own words; the key names paper and place in the code."""

    kind = models.SlugField("Loại văn bản", max_length=40)
    slot = models.SlugField("Câu", max_length=40)
    text = Prose("Câu của phường")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người sửa"
    )
    at = models.DateTimeField("Sửa lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Câu chữ của văn bản"
        verbose_name_plural = "Câu chữ của văn bản"
        ordering = ["kind", "slot"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slot"],
                name="wording_once_per_place",
                violation_error_message="Câu này đã có phần sửa đổi. Hãy mở phần đó để sửa tiếp.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slot}"
