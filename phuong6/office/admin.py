"""Holidays, number series, papers issued, and the log of moves, which nobody edits."""

from django.contrib import admin

from phuong6.office.model_admin import DeskAdmin, ReadOnlyAdmin
from phuong6.office.models import Holiday, IssuedPaper, Move, NumberSeries, PostNames
from phuong6.office.papers import wording_admin as admin_wording  # noqa: F401
from phuong6.office.posts import forget
from phuong6.office.workflow import REGISTRY


@admin.register(Holiday)
class HolidayAdmin(DeskAdmin):
    list_display = ("day", "name", "is_worked")
    list_filter = ("is_worked",)
    scanned_search = ("name",)
    date_hierarchy = "day"
    ordering = ("-day",)


@admin.register(PostNames)
class PostNamesAdmin(DeskAdmin):
    """What papers and screens call posts and offices from a day on; the set before it ends there."""

    list_display = ("name", "from_day", "internal_affairs", "statistics", "neighbourhood_head")
    ordering = ("-from_day",)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        forget()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        forget()


@admin.register(NumberSeries)
class NumberSeriesAdmin(DeskAdmin):
    list_display = ("name", "notation", "numbered_by")
    list_filter = ("numbered_by",)
    scanned_search = ("name", "notation")

    def get_readonly_fields(self, request, obj=None):
        """The key names the series in the programme; who numbers is settled once numbers exist."""
        used = obj is not None and (obj.years.exists() or obj.papers.exists())
        return ("key", "numbered_by") if used else ("key",) if obj else ()


@admin.register(IssuedPaper)
class IssuedPaperAdmin(ReadOnlyAdmin):
    list_display = ("full_number", "issued_on", "title", "by")
    list_filter = ("series", "year")
    list_select_related = ("series", "by")
    search_fields = ("title", "number")
    folded_search = False
    fields = (
        ("full_number", "issued_on"),
        "title",
        ("signer", "recipients"),
        ("copies", "kept_by", "sent_on"),
        "note",
        ("is_current", "replaces"),
        ("by", "at"),
        ("void_reason", "voided_by", "voided_at"),
    )

    @admin.display(description="Số, ký hiệu", ordering="number")
    def full_number(self, paper: IssuedPaper) -> str:
        return paper.full_number


@admin.register(Move)
class MoveAdmin(ReadOnlyAdmin):
    """The log: who did what, when and why."""

    list_display = ("at", "by", "flow", "named", "button", "from_to", "note")
    list_display_links = ("at",)
    list_filter = ("workflow", "at")
    list_select_related = ("by", "content_type")
    search_fields = ("by__full_name", "by__username", "note")
    search_help_text = "Tìm theo người thực hiện hoặc lý do."
    folded_search = False
    ordering = ("-at", "-pk")
    fields = ("at", "by", "flow", "named", "button", "from_to", "note", "audience")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("subject")

    @admin.display(description="Quy trình", ordering="workflow")
    def flow(self, move: Move) -> str:
        return REGISTRY[move.workflow].title if move.workflow in REGISTRY else move.workflow

    @admin.display(description="Về")
    def named(self, move: Move) -> str:
        return str(move.subject) if move.subject else f"{move.content_type.name} {move.object_id}"

    @admin.display(description="Bước", ordering="move")
    def button(self, move: Move) -> str:
        steps = REGISTRY[move.workflow].steps if move.workflow in REGISTRY else {}
        return steps[move.move].button if move.move in steps else move.move

    @admin.display(description="Trạng thái")
    def from_to(self, move: Move) -> str:
        states = REGISTRY[move.workflow].states if move.workflow in REGISTRY else None
        words = dict(states.choices) if states else {}
        source, target = (words.get(code, code) for code in (move.source, move.target))
        return f"{source} → {target}" if source != target else str(source)
