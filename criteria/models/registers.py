"""Registers as other systems export them: imports, remembered columns, and the rows without citizens' data.

The source file is kept only while it is read: it holds citizens' names and telephones (NĐ 13/2023 Điều 3). Its
hash, its counts and who brought it stay.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from campaigns.models import Campaign, Official
from criteria.enums import Attended, ImportState, OneStopState, RegisterKind
from phuong6.office.fields import Prose, TextLine, TidyDay, TidyText
from phuong6.office.models import Job, StoredFile


class RegisterImport(models.Model):
    """One file of a register: previewed, then taken over whole or not at all."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="imports", verbose_name="Phong trào")
    kind = models.CharField("Sổ", max_length=12, choices=RegisterKind.choices)
    state = models.CharField(
        "Tình trạng",
        max_length=10,
        choices=ImportState.choices,
        default=ImportState.PREVIEW,
        editable=False,
    )
    name = TextLine("Tên tệp", max_length=255)
    sha256 = models.CharField("SHA-256 của tệp", max_length=64)
    size = models.PositiveBigIntegerField("Dung lượng (byte)")
    file = models.ForeignKey(
        StoredFile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="Tệp, giữ đến khi nhập xong",
    )
    sheet = TextLine("Trang tính", max_length=120, blank=True)
    period_from = models.DateField("Kỳ của sổ: từ ngày", null=True, blank=True)
    period_to = models.DateField("Kỳ của sổ: đến hết ngày", null=True, blank=True)
    only_period = models.BooleanField("Bỏ các dòng ngoài kỳ của sổ", default=False)
    only_campaign = models.BooleanField("Bỏ các dòng ngoài thời gian phong trào", default=False)
    as_of = models.DateField("Tính quá hạn đến ngày", null=True, blank=True)
    mapping = models.JSONField("Cột nào là gì", default=dict)
    counts = models.JSONField("Số đếm", default=dict)
    refused = models.ForeignKey(
        StoredFile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Các dòng không nhận",
    )
    job = models.OneToOneField(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người nhập"
    )
    at = models.DateTimeField("Đưa lên lúc", default=timezone.now)
    done_at = models.DateTimeField("Nhập xong lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Người bỏ lần nhập",
    )
    undone_at = models.DateTimeField("Bỏ lần nhập lúc", null=True, blank=True)
    undone_reason = Prose("Lý do bỏ lần nhập", blank=True)

    class Meta:
        verbose_name = "Lần nhập sổ"
        verbose_name_plural = "Các lần nhập sổ"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="import_period_runs_forward",
                violation_error_message="Ngày cuối phải sau ngày đầu.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.DONE) | Q(done_at__isnull=False),
                name="finished_import_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.UNDONE)
                | (Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_reason="")),
                name="undone_import_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def tone(self) -> str:
        """Which shape its state wears."""
        tones = {ImportState.PREVIEW: "attention", ImportState.RUNNING: "progress", ImportState.UNDONE: "off"}
        return tones.get(self.state, "good")

    @property
    def is_ready(self) -> bool:
        """Whether it was counted without trouble and may be taken over."""
        return (
            self.state == ImportState.PREVIEW
            and not self.counts.get("trouble")
            and "numerator" in self.counts
            and not self.is_refused_whole
        )

    @property
    def day_of_return(self) -> str:
        """The heading of the column by which on time is judged; "" for other registers than the counter's."""
        return dict(self.mapping.get("headings", [])).get(
            self.mapping.get("columns", {}).get("returned", -1), ""
        )

    @property
    def is_refused_whole(self) -> bool:
        """Whether every row was refused: there is nothing to take over and no figure to show."""
        return bool(self.counts.get("refused_count")) and not self.counts.get("taken")


class ColumnMapping(models.Model):
    """What a header of a register means, remembered from the last time somebody said so."""

    kind = models.CharField("Sổ", max_length=12, choices=RegisterKind.choices)
    header = models.CharField("Tiêu đề cột (khóa tìm)", max_length=200)
    column = models.CharField("Là", max_length=40, blank=True, help_text="Để trống: bỏ qua cột này.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Cột đã nhớ"
        verbose_name_plural = "Cột đã nhớ"
        constraints = [models.UniqueConstraint(fields=["kind", "header"], name="header_means_one_thing")]

    def __str__(self) -> str:
        return f"{self.header}: {self.column}"


class OneStopRecord(models.Model):
    """A record of the one-stop counter: its code and its days, nobody's name."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="one_stop_records", db_index=False
    )  # the key below begins with it
    code = TidyText("Mã hồ sơ", max_length=80)
    field = TidyText("Lĩnh vực", max_length=200, blank=True)
    received_on = TidyDay("Ngày tiếp nhận", null=True)
    due_on = TidyDay("Ngày hẹn trả", null=True)
    returned_on = TidyDay("Ngày trả", null=True)
    state = TidyText("Trạng thái", max_length=10, choices=OneStopState.choices)
    brought_by = models.ForeignKey(RegisterImport, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "Hồ sơ một cửa"
        verbose_name_plural = "Hồ sơ một cửa"
        # The only index: to keep another up to date for every row costs more than counting ever gains by it.
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="one_stop_code_once")]

    def __str__(self) -> str:
        return self.code


class DocumentRecord(models.Model):
    """An incoming or outgoing document of the e-office: was it sent online, and signed by both."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="document_records")
    incoming = models.BooleanField("Văn bản đến", default=False)
    key = models.CharField("Số, ký hiệu và ngày", max_length=120)
    day = models.DateField("Ngày văn bản", null=True)
    secret = models.BooleanField("Văn bản mật", default=False)
    online = models.BooleanField("Gửi, nhận qua mạng", default=False)
    signed_by_person = models.BooleanField("Ký số cá nhân", default=False)
    signed_by_office = models.BooleanField("Ký số cơ quan", default=False)
    brought_by = models.ForeignKey(RegisterImport, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Văn bản đi, đến"
        verbose_name_plural = "Văn bản đi, đến"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "incoming", "key"], name="document_key_once")
        ]
        indexes = [models.Index(fields=["campaign", "day"])]

    def __str__(self) -> str:
        return self.key


class TrainingRecord(models.Model):
    """One of the ward's people at one course."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="training_records")
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, related_name="+", verbose_name="Cán bộ, công chức"
    )
    name = TextLine("Họ và tên", max_length=120)
    name_key = models.CharField(max_length=120)
    course = TextLine("Lớp bồi dưỡng", max_length=300)
    course_key = models.CharField(max_length=300)
    day = models.DateField("Ngày", null=True)
    data_skills = models.BooleanField("Về phân tích, xử lý dữ liệu, dịch vụ công trực tuyến", default=False)
    brought_by = models.ForeignKey(RegisterImport, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Lượt bồi dưỡng"
        verbose_name_plural = "Lượt bồi dưỡng"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name_key", "course_key"], name="person_once_per_course"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.course}"


class CityMeetingRecord(models.Model):
    """One invited head at one meeting of the city on CCHC; a delegated deputy counts as absent, shown apart."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="city_meeting_records")
    meeting = TextLine("Cuộc họp", max_length=300)
    meeting_key = models.CharField(max_length=300)
    day = models.DateField("Ngày họp", null=True)
    name = TextLine("Người được mời", max_length=120)
    name_key = models.CharField(max_length=120)
    attended = models.CharField("Dự họp", max_length=10, choices=Attended.choices)
    brought_by = models.ForeignKey(RegisterImport, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Lượt được mời họp"
        verbose_name_plural = "Lượt được mời họp"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "meeting_key", "day", "name_key"], name="invited_once_per_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.meeting}"
