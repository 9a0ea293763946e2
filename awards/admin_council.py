"""The council in the admin: its members are kept here; meetings are run on their own pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from awards.models import AgendaItem, Attendance, Council, CouncilMeeting, CouncilMember
from awards.results import may_show_counts
from dossiers.enums import NomineeStatus

HIDDEN = "Chưa công bố"


class CouncilMemberInline(admin.TabularInline):
    model = CouncilMember
    fields = ["order", "name", "seat", "position", "official", "user", "is_active"]
    autocomplete_fields = ["official"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("official", "user")


@admin.register(Council)
class CouncilAdmin(admin.ModelAdmin):
    """A standing body with the decision that set it up; a seat that ends is switched off, not deleted."""

    list_display = ["name", "founded_by", "from_day", "to_day"]
    inlines = [CouncilMemberInline]


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class AttendanceInline(ReadOnlyInline):
    model = Attendance
    fields = ["member", "present", "absent_reason"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member", "meeting")


class AgendaItemInline(ReadOnlyInline):
    """The agenda; counters only of a closed meeting, also for a superuser (design.md §4)."""

    model = AgendaItem
    fields = ["order", "nominee", "count_yes", "count_no", "count_blank", "count_spoilt", "outcome"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("nominee", "meeting")

    @staticmethod
    def _count(item: AgendaItem, name: str) -> str:
        return str(getattr(item, name)) if may_show_counts(item.meeting) else HIDDEN

    @admin.display(description="Đồng ý")
    def count_yes(self, item) -> str:
        return self._count(item, "yes")

    @admin.display(description="Không đồng ý")
    def count_no(self, item) -> str:
        return self._count(item, "no")

    @admin.display(description="Không có ý kiến")
    def count_blank(self, item) -> str:
        return self._count(item, "blank")

    @admin.display(description="Không hợp lệ")
    def count_spoilt(self, item) -> str:
        return self._count(item, "spoilt")

    @admin.display(description="Kết quả")
    def outcome(self, item) -> str:
        if not may_show_counts(item.meeting):
            return HIDDEN
        if item.passed is None:
            return NomineeStatus.WITHDRAWN.label
        return "Đạt" if item.passed else "Không đạt"


@admin.register(CouncilMeeting)
class CouncilMeetingAdmin(admin.ModelAdmin):
    """To look up; planning, attendance, votes and closing happen on the meeting's own page."""

    list_display = ["__str__", "campaign", "council", "place", "mode", "status"]
    list_select_related = ["campaign", "council"]
    list_filter = ["campaign", "status"]
    fields = ["page", "campaign", "council", "held_at", "place", "mode", "status"]
    inlines = [AttendanceInline, AgendaItemInline]

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description="Điều hành")
    def page(self, meeting) -> str:
        return format_html('<a href="{}">Mở trang phiên họp</a>', reverse("meeting", args=[meeting.pk]))
