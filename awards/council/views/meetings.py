"""The council's pages: the list of meetings, planning one, and its own page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from awards.council.casting import next_case
from awards.council.forms.meetings import PlanForm
from awards.council.meetings import (
    agenda_of,
    change_plan,
    lines_of,
    off_agenda,
    plan_meeting,
    quorum_of,
    quorum_sentence,
    threshold_of,
)
from awards.council.pages import mine_of, run_meeting, seen_meeting
from awards.council.record import record_open
from awards.council.results import Progress, may_show_counts, progress_of, results_of
from awards.council.rules import may_list_meetings, may_run_meeting, meetings_for
from awards.council.voting import explain
from awards.council.workflow import MEETING
from awards.enums import MeetingStatus
from awards.models import Council, CouncilMeeting
from campaigns.selection import current_campaign
from dossiers.enums import NomineeStatus
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.papers.kinds import papers_about
from phuong6.office.workflow import moves_of

PER_PAGE = 20
NONE_YET = (
    "Chưa có trường hợp nào đủ điều kiện nên chương trình họp còn trống; thẩm định xong thì đưa vào sau."
)


def _unaddressed(request, meeting: CouncilMeeting, lines) -> str:
    """Members of whom nobody has said Ông or Bà, for who may write it, until the meeting is over."""
    over = meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.OPEN)
    if over or not request.user.has_perm("awards.change_council"):
        return ""
    return ", ".join(line.member.name for line in lines if not line.member.address)


@require_GET
def meeting_list(request):
    """The meetings of the campaign in hand, newest first."""
    if not may_list_meetings(request.user):
        raise PermissionDenied
    campaign = current_campaign(request)
    standing = Count("items", filter=~Q(items__nominee__status=NomineeStatus.WITHDRAWN))
    meetings = meetings_for(request.user).filter(campaign=campaign).annotate(cases=standing)
    page = Paginator(meetings.order_by("-held_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "awards/meeting_list.html",
        {"page": page, "may_plan": campaign is not None and may_run_meeting(request.user)},
    )


@require_http_methods(["GET", "POST"])
def meeting_plan(request):
    """Set up a meeting; its agenda is every eligible nominee."""
    campaign = current_campaign(request)
    if campaign is None or not may_run_meeting(request.user):
        raise PermissionDenied
    form = PlanForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        council = form.cleaned_data["council"]
        meeting = plan_meeting(campaign, council, by=request.user, **form.plan)
        count = meeting.items.count()
        said = f"đưa {count:02d} trường hợp đủ điều kiện vào chương trình họp." if count else NONE_YET
        return done(request, f"Đã lập phiên họp{' và' if count else '.'} {said}", "meeting", meeting.pk)
    has_council = Council.objects.filter(ward_id=campaign.ward_id).exists()
    status = 422 if form.errors else 200
    return render(
        request, "awards/meeting_plan.html", {"form": form, "has_council": has_council}, status=status
    )


@require_http_methods(["GET", "POST"])
def meeting_edit(request, pk):
    """Another day, place or way of voting for a meeting that has not opened."""
    meeting = run_meeting(request, pk)
    if meeting.status != MeetingStatus.PLANNED:
        messages.error(request, "Phiên họp đã khai mạc hoặc đã kết thúc, không sửa được nữa.")
        return redirect("meeting", pk)
    form = PlanForm(request.POST or None, campaign=meeting.campaign, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            change_plan(meeting, by=request.user, **form.plan)
            return done(
                request,
                "Đã sửa phiên họp. Giấy mời đã ban hành thì phải báo lại cho các thành viên.",
                "meeting",
                pk,
            )
    told = {"form": form, "meeting": meeting, "has_council": True}
    return render(request, "awards/meeting_plan.html", told, status=status_of(form))


@never_cache
@require_GET
def meeting_detail(request, pk):
    """One meeting: for those who run it with its buttons, for a member with his ballot."""
    meeting = seen_meeting(request, pk)
    runs = may_run_meeting(request.user, meeting)
    lines, agenda = lines_of(meeting), agenda_of(meeting)
    return render(
        request,
        "awards/meeting.html",
        {
            "meeting": meeting,
            "runs": runs,
            "lines": lines,
            "unaddressed": _unaddressed(request, meeting, lines),
            "agenda": agenda,
            "progress": progress_of(meeting, lines, agenda),
            "next_case": next_case(agenda) if runs and meeting.case_by_case else None,
            "quorum": quorum_sentence(meeting),
            "quorum_met": quorum_of(meeting)[2],
            "rule": explain(threshold_of(meeting)),
            "closed": may_show_counts(meeting),
            "results": results_of(meeting),
            "offers": MEETING.open_to(request.user, meeting),
            "moves": _timeline(meeting) if runs else [],
            "papers": papers_about(request.user, meeting),
            "off_agenda": off_agenda(meeting) if runs else [],
            "may_record": runs and record_open(meeting),
            **mine_of(request, meeting, lines, agenda),
        },
    )


def _timeline(meeting: CouncilMeeting) -> list[dict]:
    return [
        {"at": each.at, "what": MEETING.steps[each.move].button, "who": each.by.full_name, "note": each.note}
        for each in reversed(moves_of(meeting))
    ]


UNCHANGED = 204  # htmx leaves the page as it is, and with it the reader's place on it


@never_cache
@require_GET
def meeting_progress(request, pk):
    """How many have voted, nothing else; asked again while the meeting is open."""
    meeting = seen_meeting(request, pk)
    progress = progress_of(meeting, lines_of(meeting), agenda_of(meeting))
    if request.GET.get("da") == shown(progress) and meeting.status == MeetingStatus.OPEN:
        return HttpResponse(status=UNCHANGED)
    return render(request, "awards/meeting_progress.html", {"meeting": meeting, "progress": progress})


def shown(progress: Progress) -> str:
    """What the page already shows: "7-9-12" (of case 12), compared with what is asked again."""
    return f"{progress.done}-{progress.awaited}-{progress.case.pk if progress.case else 0}"


@never_cache
@require_GET
def meeting_mine(request, pk):
    """A member's own panel, asked again while the meeting is open: the case called changes by itself."""
    meeting = seen_meeting(request, pk)
    told = mine_of(request, meeting, lines_of(meeting), agenda_of(meeting))
    if told["mine"] is None:
        raise Http404
    if request.GET.get("da") == told["state"]:
        return HttpResponse(status=UNCHANGED)
    return render(request, "awards/meeting_mine.html", {"meeting": meeting, **told})
