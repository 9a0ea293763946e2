"""Law, rates and the ledger in the admin; decisions and certificates to look at only.

A decision moves on its own page (awards.decisions.views.decisions), where every step asks who and what: here it can
neither be made nor changed nor deleted, by nobody.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from awards.models import Award, BaseSalary, BonusRate, Certificate, Decision, FundEntry
from campaigns.models import LegalRegime
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.model_admin import DeskAdmin, ReadOnlyAdmin, plain


class RateInline(admin.TabularInline):
    model = BonusRate
    extra = 0
    max_num = 2


@admin.register(LegalRegime)
class LegalRegimeAdmin(DeskAdmin):
    """A new decree is a new row from its day on; decisions already issued carry their own figures."""

    list_display = ["name", "from_day", "last_day", "rounding", "verified"]
    list_filter = ["verified"]
    scanned_search = ("name", "decree")
    inlines = [RateInline]


@admin.register(BaseSalary)
class BaseSalaryAdmin(DeskAdmin):
    list_display = ["from_day", "sum", "decree", "verified"]
    list_filter = ["verified"]

    @admin.display(description="Mức lương cơ sở", ordering="amount")
    def sum(self, row):
        return format_vnd(row.amount)


@admin.register(FundEntry)
class FundEntryAdmin(ReadOnlyAdmin):
    """The ledger: lines are added, never changed; a slip is mended by a line the other way."""

    list_display = ["day", "text", "kind", "sum", "campaign", "by"]
    list_filter = ["campaign", "kind"]
    list_select_related = ["campaign", "by"]
    scanned_search = ("text",)
    date_hierarchy = "day"

    @admin.display(description="Số tiền", ordering="amount")
    def sum(self, row):
        return format_vnd(row.amount)


class AwardInline(admin.TabularInline):
    model = Award
    extra = 0
    can_delete = False
    fields = readonly_fields = ["position", "name", "role_line", "rate", "amount"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "campaign", "status", "planned_on", "decided_on", "sum", "page"]
    list_filter = ["campaign", "status"]
    list_select_related = ["campaign"]
    scanned_search = ("number",)
    inlines = [AwardInline]

    @admin.display(description="Tổng tiền thưởng", ordering="total")
    def sum(self, row):
        return format_vnd(row.total)

    @admin.display(description="Xử lý")
    def page(self, row):
        return format_html('<a href="{}">Mở trang quyết định</a>', reverse("decision", args=[row.pk]))


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    """The award register. The token is left out: it proves a giấy khen to whoever holds it."""

    list_display = [plain("register_year", "Năm"), "register_no", "name", "decision", "status", "made_at"]
    list_display_links = ["register_no"]
    list_filter = ["register_year", "status"]
    list_select_related = ["award__decision"]
    search_fields = ["award__nominee__search_key"]
    fields = ["award", "register_series", "register_year", "register_no", "status", "made_at"]
    years = ("register_year", "register_no")

    @admin.display(description="Tên", ordering="award__name")
    def name(self, row):
        return row.award.name

    @admin.display(description="Quyết định")
    def decision(self, row):
        return row.award.decision
