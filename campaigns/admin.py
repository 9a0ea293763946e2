"""The ward, its units and people, roles, registrations, exemplars in the admin.

The campaign itself is set up in criteria.admin, together with all that hangs on it.
"""

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path

from campaigns.enums import Role
from campaigns.models import (
    WARD_NAME_FIELDS,
    Campaign,
    Collective,
    Exemplar,
    Membership,
    Official,
    Participation,
    Signer,
    Unit,
    Ward,
)
from campaigns.people import views as import_views
from campaigns.people.forms import WardForm
from campaigns.people.resources import OfficialList, UnitList, as_workbook
from campaigns.people.units import keep_whole_unit
from campaigns.rules import campaigns_for, is_only_administrator
from campaigns.selection import campaigns_begun
from phuong6.office.model_admin import DeskAdmin, KeyedForm, ReadOnlyAdmin, plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CampaignFilter(admin.RelatedFieldListFilter):
    """Names to choose from are those the reader may see; wherever a table is narrowed by campaign."""

    def field_choices(self, field, request, model_admin):
        seen = campaigns_for(request.user).values("pk")
        return field.get_choices(
            include_blank=False, ordering=["-dossier_too_late"], limit_choices_to={"pk__in": seen}
        )


admin.FieldListFilter.register(
    lambda field: field.remote_field and field.remote_field.model is Campaign,
    CampaignFilter,
    take_priority=True,
)


def download(content: bytes, name: str) -> HttpResponse:
    """An .xlsx to keep."""
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@admin.register(Ward)
class WardAdmin(DeskAdmin):
    """Editing this row makes it another ward's system; campaigns keep the names they copied."""

    form = WardForm
    list_display = ("ward_name", "superior_name", "chairman_name")
    fieldsets = (
        (None, {"fields": ["code", *WARD_NAME_FIELDS]}),
        ("Quốc huy", {"fields": ["emblem", "remove_emblem"]}),
    )

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()


class CollectiveInline(admin.TabularInline):
    model = Collective
    form = KeyedForm
    fields = ("name",)
    extra = 0
    verbose_name = "Tập thể thuộc đơn vị"
    verbose_name_plural = "Tập thể thuộc đơn vị (cả đơn vị đã có sẵn, không cần ghi)"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(is_whole_unit=False)


@admin.register(Unit)
class UnitAdmin(DeskAdmin):
    change_list_template = "admin/campaigns/unit/change_list.html"
    list_display = ("name", "kind", "code", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("ward",)
    search_fields = ("search_key",)
    search_help_text = "Tìm theo tên, gõ không dấu cũng được."
    ordering = ("sort_key", "pk")
    inlines = [CollectiveInline]
    fields = (
        "ward",
        "name",
        "code",
        "kind",
        "abbreviation",
        "has_seal",
        "address",
        "signer_title",
        "is_active",
    )

    def save_related(self, request, form, formsets, change):
        keep_whole_unit(form.instance)
        super().save_related(request, form, formsets, change)

    def get_urls(self):
        view = self.admin_site.admin_view(self.export)
        return [path("xuat/", view, name="campaigns_unit_export"), *super().get_urls()]

    def export(self, request) -> HttpResponse:
        """All units as .xlsx."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = Unit.objects.order_by("kind", "sort_key")
        name = Ward.objects.values_list("ward_name", flat=True).first() or ""
        content = as_workbook(UnitList(), rows, ward_name=name, title="Danh sách đơn vị tham gia thi đua")
        return download(content, "danh-sach-don-vi.xlsx")


@admin.register(Official)
class OfficialAdmin(DeskAdmin):
    """People. Nội vụ keeps who they are; the administrator only ties accounts to them."""

    change_list_template = "admin/campaigns/official/change_list.html"
    list_display = ("full_name", "honorific", "born", "position", "unit", "is_active")
    list_filter = ("unit", "is_active")
    list_select_related = ("unit",)
    search_fields = ("search_key", "unit__search_key")
    search_help_text = "Tìm theo tên người hoặc tên đơn vị, gõ không dấu cũng được."
    ordering = ("sort_key", "pk")
    person_fields = (
        "unit", "full_name", "honorific", "birth_year", "birth_date", "position", "namesake", "is_active",
    )  # fmt: skip
    fields = (*person_fields, "user")
    years = ("birth_year", "namesake")

    born = staticmethod(plain("birth_year", "Năm sinh"))

    def get_readonly_fields(self, request, obj=None):
        fixed = () if request.user.has_perm("campaigns.add_official") else self.person_fields
        return fixed if request.user.has_perm("campaigns.change_membership") else (*fixed, "user")

    def save_model(self, request, obj, form, change):
        if "birth_date" in form.changed_data and obj.birth_date:
            obj.birth_year = obj.birth_date.year
        super().save_model(request, obj, form, change)

    def changelist_view(self, request, extra_context=None):
        extra = {"may_import": import_views.may_import(request.user)}
        return super().changelist_view(request, (extra_context or {}) | extra)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("nhap/", wrap(self.choose_file), name="campaigns_official_import"),
            path("nhap/xem-truoc/", wrap(self.preview), name="campaigns_official_import_preview"),
            path("xuat/", wrap(self.export), name="campaigns_official_export"),
            *super().get_urls(),
        ]

    def choose_file(self, request) -> HttpResponse:
        return import_views.choose_file(request, self)

    def preview(self, request) -> HttpResponse:
        return import_views.preview(request, self)

    def export(self, request) -> HttpResponse:
        """All people at work as .xlsx, in a form that the import takes back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = Official.objects.filter(is_active=True).select_related("unit")
        name = Ward.objects.values_list("ward_name", flat=True).first() or ""
        content = as_workbook(
            OfficialList(),
            rows.order_by("unit__sort_key", "sort_key"),
            ward_name=name,
            title="Danh sách cán bộ, công chức, người lao động",
        )
        return download(content, "danh-sach-can-bo.xlsx")


def tell_own_role(desk: admin.ModelAdmin, request, roles: list[Membership]) -> None:
    """Log, in words every desk reads, that an administrator gave himself a role of the office."""
    given = [each.get_role_display() for each in roles if each.user_id == request.user.pk]
    if given:
        note = f"Người quản trị tự cấp cho chính mình vai trò: {', '.join(given)}."
        desk.log_change(request, request.user, note)
        desk.message_user(request, f"{note} Việc này đã ghi vào nhật ký quản trị.", messages.WARNING)


@admin.register(Membership)
class MembershipAdmin(DeskAdmin):
    """Roles are given and taken away, never rewritten, so that the log tells each step."""

    actions = None
    list_display = ("user", "role", "unit")
    list_filter = ("role",)
    list_select_related = ("user", "unit")
    scanned_search = ("user__username", "user__full_name", "unit__name")
    autocomplete_fields = ("user",)

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        last = obj and obj.role == Role.ADMINISTRATOR and is_only_administrator(obj.user)
        return super().has_delete_permission(request, obj) and not last

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        tell_own_role(self, request, [obj])


@admin.register(Participation)
class ParticipationAdmin(DeskAdmin):
    list_display = ("unit", "campaign", "contact", "at", "by")
    list_filter = ("campaign",)
    list_select_related = ("unit", "campaign", "by")
    search_fields = ("unit__search_key",)
    fields = ("campaign", "unit", "pledge", "contact", "by", "at")
    readonly_fields = ("by", "at")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Nobody registers for what is being prepared."""
        if db_field.name == "campaign":
            kwargs["queryset"] = campaigns_begun()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Signer)
class SignerAdmin(DeskAdmin):
    list_display = ("name", "title", "on_behalf", "from_day", "to_day", "user")
    list_select_related = ("user",)
    scanned_search = ("name",)


@admin.register(Exemplar)
class ExemplarAdmin(ReadOnlyAdmin):
    """To look up only: pieces are written and published at /guong-dien-hinh/bien-tap/."""

    list_display = ("title", "kind", "status", "campaign", "unit", "published_at", "by")
    list_filter = ("campaign", "kind", "status")
    list_select_related = ("campaign", "unit", "by")
    scanned_search = ("title", "summary")
    fields = ("campaign", "unit", "kind", "status", "title", "summary", "body", "by", "published_at")


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """What was added, changed or deleted in the admin, and by whom."""

    list_display = ("action_time", "user", "content_type", "object_repr", "what")
    list_filter = ("action_flag", "action_time")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "user__full_name", "user__username")
    folded_search = False
    ordering = ("-action_time", "-pk")
    fields = ("action_time", "user", "content_type", "object_repr", "what")

    @admin.display(description="Nội dung")
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message()
