"""The council in the admin: its members are kept here; meetings are run on their own pages.

Agenda, attendance and ballots have no admin at all: there is no list to filter, sort or export by a
counter while a vote runs (docs/decisions/0018), not for a superuser either.
"""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from awards.models import Council, CouncilMeeting, CouncilMember
from phuong6.office.model_admin import WHOLE_NUMBERS, DeskAdmin, ReadOnlyAdmin


class CouncilMemberInline(admin.StackedInline):
    """The seats; one that ends is switched off, not deleted, so that old meetings keep their members."""

    model = CouncilMember
    formfield_overrides = WHOLE_NUMBERS
    fields = [
        ("honorific", "name"),
        ("seat", "order", "is_active"),
        ("from_day", "to_day"),
        "position",
        "official",
        "user",
    ]
    extra = 0


@admin.register(Council)
class CouncilAdmin(DeskAdmin):
    """A standing body with the decision that set it up."""

    list_display = ["name", "founded_by", "from_day", "to_day"]
    inlines = [CouncilMemberInline]


@admin.register(CouncilMeeting)
class CouncilMeetingAdmin(ReadOnlyAdmin):
    """To look up; planning, attendance, votes, closing and results are on the meeting's own page."""

    list_display = ["__str__", "campaign", "council", "place", "mode", "status"]
    list_select_related = ["campaign", "council"]
    list_filter = ["campaign", "status"]
    fields = ["page", "campaign", "council", "held_at", "place", "mode", "status"]

    @admin.display(description="Điều hành")
    def page(self, meeting) -> str:
        return format_html('<a href="{}">Mở trang phiên họp</a>', reverse("meeting", args=[meeting.pk]))
