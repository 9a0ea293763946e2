"""A campaign with all that hangs on it: texts, areas, targets, criteria, and the index figures."""

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from campaigns.models import WARD_NAME_FIELDS, Campaign, CampaignText
from campaigns.rules import campaigns_for
from criteria.copying import copy_for_rehearsal, copy_whole_campaign
from criteria.enums import ResultStatus, TargetKind
from criteria.forms.campaigns import CampaignForm, CopyForm
from criteria.models import Criterion, ReformArea, Target, TargetResult
from phuong6.lib.vietnamese import format_percent
from phuong6.office.model_admin import WHOLE_NUMBERS, DeskAdmin, ReadOnlyAdmin, plain
from phuong6.office.posts import said


def without_preset(fields) -> list:
    """Who only reads chooses no preset."""
    return [each for each in fields if each != "vote_preset"]


class CampaignTextInline(admin.TabularInline):
    model = CampaignText
    formfield_overrides = WHOLE_NUMBERS
    fields = ("section", "order", "text")
    extra = 0


@admin.register(Campaign)
class CampaignAdmin(DeskAdmin):
    """One year's campaign. Its names are copied from the ward when it opens and stay its own."""

    form = CampaignForm
    change_form_template = "admin/campaigns/campaign/change_form.html"
    list_display = ("name", "status", "shown_year", "plan", "ends_on", "dossier_too_late", "marked")
    list_select_related = ("ward",)
    scanned_search = ("name", "code")
    inlines = [CampaignTextInline]
    readonly_fields = ("is_sample", "is_rehearsal")
    years = ("year", "index_year", "plan_number")
    fieldsets = (
        (None, {"fields": ["ward", "code", "name", "year", "achievement_line"]}),
        (
            "Kế hoạch",
            {
                "fields": ["plan_number", "plan_notation", "plan_day", "plan_month"],
                "description": "Số và ngày lấy theo văn bản đã ký; chưa có thì để trống, giấy tờ in dấu chấm.",
            },
        ),
        (
            "Thời hạn",
            {"fields": ["ends_on", "dossier_too_late", "appraisal_days", "supplement_days"]},
        ),
        (
            "Chỉ số CCHC",
            {
                "fields": ["index_year", ("index_floor", "index_enough")],
                "description": "Điều kiện của cá nhân, như tiêu chí của kế hoạch ghi.",
            },
        ),
        (
            "Hội đồng",
            {
                "fields": [
                    "vote_preset",
                    ("quorum_numerator", "quorum_denominator"),
                    ("ballot_mode", "ballot_pace"),
                    ("threshold_percent", "threshold_inclusive"),
                    "threshold_base",
                    "chair_must_agree",
                    "chair_casting_vote",
                    "exclude_own_case",
                    "exclude_own_unit",
                ]
            },
        ),
        ("Đối tượng và giấy khen", {"fields": ["households", "certificate_qr"]}),
        (
            "Tên cơ quan in trên giấy tờ của phong trào này",
            {
                "fields": list(WARD_NAME_FIELDS),
                "description": "Chép từ bản ghi Phường khi mở phong trào; sửa bản ghi Phường không đổi các tên này.",
                "classes": ["collapse"],
            },
        ),
        ("Loại phong trào", {"fields": ["is_sample", "is_rehearsal"]}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=campaigns_for(request.user))

    shown_year = staticmethod(plain("year", "Năm"))

    @admin.display(description="Kế hoạch")
    def plan(self, campaign: Campaign) -> str:
        number = (
            f"Số {campaign.plan_number}/{campaign.plan_notation}" if campaign.plan_number else "Chưa ghi số"
        )
        return f"{number}, {campaign.launch_phrase}"

    @admin.display(description="Ghi chú")
    def marked(self, campaign: Campaign) -> str:
        return campaign.mark

    def get_fieldsets(self, request, obj=None):
        """A new campaign takes the ward's names as they are, so it is not asked for them."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self.has_change_permission(request, obj):
            return [(title, rest | {"fields": without_preset(rest["fields"])}) for title, rest in fieldsets]
        if obj:
            return fieldsets
        return [each for each in fieldsets if not set(WARD_NAME_FIELDS) & set(map(str, each[1]["fields"]))]

    def get_readonly_fields(self, request, obj=None):
        """The code stands in every dossier's number."""
        return (*self.readonly_fields, *(("ward", "code") if obj else ()))

    def save_model(self, request, obj, form, change):
        if not change:
            for name in WARD_NAME_FIELDS:
                setattr(obj, name, getattr(obj.ward, name))
        super().save_model(request, obj, form, change)

    def get_urls(self):
        view = self.admin_site.admin_view(self.copy)
        return [path("<int:pk>/sao-chep/", view, name="campaigns_campaign_copy"), *super().get_urls()]

    def copy(self, request, pk: int):
        """A new year's campaign from an old one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        old = get_object_or_404(campaigns_for(request.user).select_related("ward"), pk=pk)
        form = CopyForm(
            request.POST if request.method == "POST" else None, old=old, rehearsal="dien-tap" in request.GET
        )
        if request.method == "POST" and form.is_valid():
            try:
                values = dict(form.cleaned_data)
                make = copy_for_rehearsal if values.pop("rehearsal") else copy_whole_campaign
                new = make(old, **values)
            except ValidationError as error:
                form.take(error)
            else:
                message = f"Sao chép từ phong trào “{old.name}”."
                LogEntry.objects.log_actions(
                    request.user.pk, Campaign.objects.filter(pk=new.pk), ADDITION, message
                )
                messages.success(
                    request,
                    said(
                        "Đã sao chép. Phong trào mới đang chuẩn bị, chỉ {internal_affairs} nhìn thấy. Hãy xem lại từng mục rồi mở."
                    ),
                )
                return redirect("campaign-life", new.pk)
        context = self.admin_site.each_context(request) | {
            "title": "Sao chép thành phong trào năm mới",
            "opts": self.opts,
            "old": old,
            "form": form,
        }
        return TemplateResponse(request, "admin/campaigns/campaign/copy.html", context)


class ByCampaignAdmin(DeskAdmin):
    """Rows of a campaign, newest campaign first."""

    list_filter = ("campaign",)
    list_select_related = ("campaign",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(campaign__in=campaigns_for(request.user))


@admin.register(ReformArea)
class ReformAreaAdmin(ByCampaignAdmin):
    list_display = ("name", "order", "campaign")
    scanned_search = ("name", "text")


@admin.register(Target)
class TargetAdmin(ByCampaignAdmin):
    list_display = ("name", "area", "threshold", "direction", "period", "campaign")
    list_select_related = ("campaign", "area")
    list_filter = ("campaign", "kind", "period")
    scanned_search = ("name", "code")


@admin.register(TargetResult)
class TargetResultAdmin(ReadOnlyAdmin):
    """What units reported, to read; it is written on /chi-tieu/ alone."""

    list_display = ("target", "unit", "period_from", "figures", "status", "reported_at", "verified_at")
    list_select_related = ("target", "unit")
    list_filter = ("status",)
    scanned_search = ("target__name", "unit__name")

    def get_queryset(self, request):
        """A draft is its unit's own business until it is sent."""
        return super().get_queryset(request).exclude(status=ResultStatus.DRAFT)

    @admin.display(description="Số liệu")
    def figures(self, result: TargetResult) -> str:
        if result.target.kind == TargetKind.TASK:
            return "Đã hoàn thành" if result.done else "Chưa hoàn thành"
        if None in (result.numerator, result.denominator):
            return ""
        share = format_percent(result.numerator, result.denominator, result.target.threshold)
        return f"{result.numerator}/{result.denominator}: {share}"


@admin.register(Criterion)
class CriterionAdmin(ByCampaignAdmin):
    list_display = ("short", "kind", "order", "uses_index", "campaign")
    list_filter = ("campaign", "kind")
    scanned_search = ("short", "text")
