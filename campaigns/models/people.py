"""Who takes part: the ward, its units and people, and the roles of accounts."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from campaigns.enums import Honorific, Role, roles, unit_kinds
from phuong6.lib.vietnamese import name_sort_key, search_key, text_sort_key
from phuong6.office.fields import KeyField, Prose, TextLine
from phuong6.office.natural import Natural


def emblem_path(ward: "Ward", name: str) -> str:
    return f"ward/{ward.code}-emblem.{name.rsplit('.', 1)[-1].lower()}"


BODY = "uy ban nhan dan"  # as search words
BODY_WORDS = len(BODY.split())


class WardNames(models.Model):
    """The names papers carry. A campaign copies them when it opens, so that its papers keep them."""

    ward_name = TextLine("Tên cơ quan", max_length=160, help_text="Ví dụ: Ủy ban nhân dân Phường 6.")
    ward_short = TextLine("Tên viết tắt", max_length=60, help_text="Ví dụ: UBND Phường 6.")
    superior_name = TextLine(
        "Cơ quan cấp trên", max_length=160, help_text="Ví dụ: Ủy ban nhân dân thành phố Cao Lãnh."
    )
    place_name = TextLine(
        "Địa danh ghi trên văn bản",
        max_length=80,
        help_text="Đứng trước ngày tháng. Tên bằng chữ số, tên người, sự kiện thì ghi cả chữ Phường: Phường 6; "
        "tên khác chỉ ghi tên (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).",
    )
    city_name = TextLine("Thuộc thành phố, tỉnh", max_length=160, help_text="Ví dụ: thành phố Cao Lãnh.")
    document_code = TextLine("Ký hiệu cơ quan", max_length=20, default="UBND")
    chairman_name = TextLine("Họ tên Chủ tịch", max_length=120)
    chairman_title = TextLine("Chức vụ người ký", max_length=80, default="CHỦ TỊCH")

    class Meta:
        abstract = True

    @property
    def area(self) -> str:
        """The ward as sentences name it, "Phường 6" or "phường Tháp Sen": its committee's name without the body."""
        words = self.ward_name.split()
        has_body = search_key(" ".join(words[:BODY_WORDS])) == BODY and len(words) > BODY_WORDS
        return " ".join(words[BODY_WORDS:]) if has_body else self.place_name


WARD_NAME_FIELDS = [each.name for each in WardNames._meta.local_fields]


class Ward(Natural, WardNames):
    """The office itself. Data, never a constant: another ward adopts the software by editing this row."""

    natural = ("code",)

    code = models.SlugField("Mã", max_length=40, unique=True)
    emblem = models.FileField(
        "Quốc huy in trên giấy khen",
        upload_to=emblem_path,
        blank=True,
        help_text="Tệp SVG hoặc PNG do phường đưa lên. Chưa có tệp thì chỗ Quốc huy để trống.",
    )
    first_day = models.JSONField(
        default=dict, editable=False
    )  # step -> who has looked at it and when, see phuong6.site.home.first_day

    class Meta:
        verbose_name = "Phường"
        verbose_name_plural = "Phường"

    def __str__(self) -> str:
        return self.ward_name


class Unit(Natural):
    """A body that takes part: ngành, tổ chức chính trị - xã hội, UBND phường or a BND khóm."""

    natural = ("ward__code", "code")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="units", verbose_name="Phường")
    code = models.SlugField("Mã", max_length=40, help_text="Ngắn, không dấu, dùng trong mã hồ sơ: khom-1.")
    name = TextLine("Tên đơn vị", max_length=200)
    abbreviation = TextLine("Viết tắt trong ký hiệu văn bản", max_length=20, blank=True)
    kind = models.CharField("Nhóm đối tượng", max_length=20, choices=unit_kinds)
    has_seal = models.BooleanField("Có con dấu", default=True)
    address = TextLine("Địa chỉ", max_length=200, blank=True)
    signer_title = Prose(
        "Chức danh người ký",
        blank=True,
        help_text=(
            "In trên văn bản của đơn vị, mỗi dòng một dòng chữ, ví dụ: TM. BAN CHẤP HÀNH, dòng dưới CHỦ TỊCH. "
            "Để trống: UBND phường ký TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH; đơn vị ở địa bàn ký theo “Tên gọi theo thời kỳ”; "
            "đơn vị khác ký THỦ TRƯỞNG ĐƠN VỊ."
        ),
    )
    is_active = models.BooleanField("Đang hoạt động", default=True)
    search_key = KeyField(of="name", make=search_key)
    sort_key = KeyField(of="name", make=text_sort_key, max_length=900)

    class Meta:
        verbose_name = "Đơn vị"
        verbose_name_plural = "Đơn vị"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "code"],
                name="unit_code_once_per_ward",
                violation_error_message="Mã này đã dùng cho đơn vị khác.",
            ),
            models.UniqueConstraint(
                fields=["ward", "search_key"],
                name="unit_name_once_per_ward",
                violation_error_message="Đã có đơn vị mang tên này (không kể dấu).",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_told_by(self, title: str) -> bool:
        """Whether a person's title names the unit already: in full, or "khóm 1" of "Ban nhân dân khóm 1"."""
        name, said = search_key(self.name), f" {search_key(title)} "
        *_, kind, last = ("", *name.split())
        short = f" {kind} {last} " if last.isdecimal() and kind != "phuong" else f" {name} "
        return short in said or f" {name} " in said


class Official(Natural):
    """A person who belongs to a unit; may be nominated; may or may not have an account."""

    natural = ("unit__ward__code", "unit__code", "full_name", "birth_year", "namesake")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="officials", verbose_name="Đơn vị")
    full_name = TextLine("Họ và tên", max_length=120)
    honorific = models.CharField("Ông/Bà", max_length=5, choices=Honorific.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField("Năm sinh", null=True, blank=True)
    birth_date = models.DateField("Ngày sinh", null=True, blank=True)
    position = TextLine("Chức vụ", max_length=160, blank=True)
    namesake = models.PositiveSmallIntegerField(
        "Phân biệt người trùng tên",
        default=0,
        help_text="Để 0. Hai người thật sự trùng tên, trùng năm sinh trong một đơn vị: người sau ghi 1.",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="official",
        verbose_name="Tài khoản",
    )
    is_active = models.BooleanField("Đang công tác", default=True)
    search_key = KeyField(of="full_name", make=search_key)
    sort_key = KeyField(of="full_name", make=name_sort_key, max_length=900)

    class Meta:
        verbose_name = "Cán bộ, công chức, người lao động"
        verbose_name_plural = "Cán bộ, công chức, người lao động"
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["search_key"])]
        constraints = [
            models.UniqueConstraint(
                F("unit"),
                F("search_key"),
                Coalesce(F("birth_year"), 0),
                F("namesake"),
                name="person_once_per_unit",
                violation_error_message=(
                    "Đơn vị đã có người cùng tên, cùng năm sinh. Nếu là hai người khác nhau, "
                    "ghi số 1 vào ô “Phân biệt người trùng tên”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2100)),
                name="birth_year_plausible",
                violation_error_message="Năm sinh phải từ 1900 trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def addressed(self) -> str:
        """Name with Ông or Bà where stated: "Ông Nguyễn Văn A"."""
        return f"{self.get_honorific_display()} {self.full_name}".strip()


class Collective(Natural):
    """A unit or a named part of it, or a household of its neighbourhood; the unit itself is its first."""

    natural = ("unit__ward__code", "unit__code", "name")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="collectives", verbose_name="Đơn vị")
    name = TextLine("Tên tập thể", max_length=200)
    is_whole_unit = models.BooleanField("Là cả đơn vị", default=False)
    is_household = models.BooleanField("Là hộ gia đình", default=False)
    search_key = KeyField(of="name", make=search_key)

    class Meta:
        verbose_name = "Tập thể"
        verbose_name_plural = "Tập thể"
        ordering = ["-is_whole_unit", "search_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "search_key"],
                name="collective_once_per_unit",
                violation_error_message="Đơn vị đã có tập thể mang tên này.",
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(is_whole_unit=True), name="one_whole_unit_collective"
            ),
            models.CheckConstraint(
                condition=~Q(is_whole_unit=True, is_household=True), name="a_unit_is_no_household"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Natural):
    """A role of an account: the only place one is given. Only the unit role names a unit."""

    natural = ("user__username", "role", "unit")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="Tài khoản"
    )
    role = models.CharField("Vai trò", max_length=20, choices=roles)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="Đơn vị"
    )

    class Meta:
        verbose_name = "Vai trò"
        verbose_name_plural = "Vai trò"
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.UNIT, unit__isnull=False) | (~Q(role=Role.UNIT) & Q(unit__isnull=True)),
                name="unit_role_names_a_unit",
                violation_error_message="Vai trò “Đơn vị” phải kèm tên đơn vị; các vai trò khác để trống đơn vị.",
            ),
            models.UniqueConstraint(
                F("user"),
                F("role"),
                Coalesce(F("unit"), 0),
                name="role_once_per_user",
                violation_error_message="Tài khoản này đã có vai trò đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}{f' – {self.unit}' if self.unit_id else ''}"


class Signer(Natural):
    """Who may sign for the ward, and when: the chairman, or a deputy while such a record is in force."""

    natural = ("ward__code", "name", "from_day")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="signers", verbose_name="Phường")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="Tài khoản"
    )
    name = TextLine("Họ và tên", max_length=120)
    title = TextLine("Chức vụ in trên văn bản", max_length=80, help_text="Ví dụ: CHỦ TỊCH, PHÓ CHỦ TỊCH.")
    on_behalf = TextLine("Quyền hạn", max_length=60, blank=True, help_text="Để trống, hoặc KT. CHỦ TỊCH.")
    from_day = models.DateField("Từ ngày")
    to_day = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "Người ký"
        verbose_name_plural = "Người ký"
        ordering = ["-from_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="signer_days_in_order",
                violation_error_message="“Đến hết ngày” phải sau “Từ ngày”.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}"

    def in_force(self, day: date) -> bool:
        """Whether this record covers the day."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)
