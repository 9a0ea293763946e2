"""A campaign with all that hangs on it: texts, areas, targets, criteria, and the index figures."""

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from campaigns.models import WARD_NAME_FIELDS, Campaign, CampaignText
from criteria.copying import copy_whole_campaign
from criteria.forms import CampaignForm, CopyForm
from criteria.models import Criterion, ReformArea, ReformIndex, Target
from phuong6.office.model_admin import DeskAdmin, plain


class CampaignTextInline(admin.TabularInline):
    model = CampaignText
    fields = ("section", "order", "text")
    extra = 0


@admin.register(Campaign)
class CampaignAdmin(DeskAdmin):
    """One year's campaign. Its names are copied from the ward when it opens and stay its own."""

    form = CampaignForm
    change_form_template = "admin/campaigns/campaign/change_form.html"
    list_display = ("name", "shown_year", "plan", "ends_on", "dossier_too_late", "marked")
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
            {"fields": ["ends_on", "dossier_too_late", "appraisal_days", "supplement_days", "index_year"]},
        ),
        (
            "Hội đồng",
            {
                "fields": [
                    ("quorum_numerator", "quorum_denominator"),
                    "ballot_mode",
                    ("threshold_percent", "threshold_inclusive"),
                    "threshold_base",
                    "chair_must_agree",
                    "exclude_own_case",
                    "exclude_own_unit",
                ]
            },
        ),
        ("Giấy khen", {"fields": ["certificate_qr"]}),
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
        old = get_object_or_404(Campaign.objects.select_related("ward"), pk=pk)
        form = CopyForm(request.POST if request.method == "POST" else None, old=old)
        if request.method == "POST" and form.is_valid():
            try:
                new = copy_whole_campaign(old, **form.cleaned_data)
            except ValidationError as error:
                form.take(error)
            else:
                message = f"Sao chép từ phong trào “{old.name}”."
                LogEntry.objects.log_actions(
                    request.user.pk, Campaign.objects.filter(pk=new.pk), ADDITION, message
                )
                messages.success(
                    request,
                    "Đã mở phong trào mới. Hãy xem lại từng mục, nhất là nội dung kế hoạch và thời hạn.",
                )
                return redirect("admin:campaigns_campaign_change", new.pk)
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


@admin.register(Criterion)
class CriterionAdmin(ByCampaignAdmin):
    list_display = ("short", "kind", "order", "uses_index", "campaign")
    list_filter = ("campaign", "kind")
    scanned_search = ("short", "text")


@admin.register(ReformIndex)
class ReformIndexAdmin(DeskAdmin):
    list_display = ("shown_year", "whose", "value", "source_document", "is_sample")
    list_select_related = ("ward", "unit")
    list_filter = ("year",)
    scanned_search = ("unit__name", "ward__ward_name", "source_document")
    readonly_fields = ("is_sample",)
    years = ("year",)

    shown_year = staticmethod(plain("year", "Năm"))

    @admin.display(description="Của", ordering="unit__sort_key")
    def whose(self, figure: ReformIndex) -> str:
        return figure.unit.name if figure.unit else f"Cả phường ({figure.ward.ward_short})"
