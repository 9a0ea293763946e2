"""The council's pages: planning and running a meeting, and what a member does there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.enums import MeetingStatus
from awards.meeting import (
    agenda_of,
    asks_chair,
    enter_tally,
    lines_of,
    plan_meeting,
    quorum_of,
    quorum_sentence,
    record_attendance,
    refresh,
    remove_item,
    threshold_of,
)
from awards.meeting_forms import AttendanceForm, MoveForm, PlanForm, TallyForm
from awards.models import Council, CouncilMeeting
from awards.results import may_show_counts, progress_of, results_of
from awards.rules import (
    may_list_meetings,
    may_run_meeting,
    may_see_meeting,
    may_vote,
    meetings_for,
)
from awards.voting import explain
from awards.workflow import MEETING
from campaigns.enums import BallotMode
from campaigns.selection import current_campaign
from dossiers.enums import NomineeStatus
from phuong6.office.workflow import Refused, moves_of

PER_PAGE = 20


def seen_meeting(request, pk: int) -> CouncilMeeting:
    """The meeting, for those who may see it: for everybody else there is none."""
    meeting = get_object_or_404(CouncilMeeting.objects.select_related("campaign", "council"), pk=pk)
    if not may_see_meeting(request.user, meeting):
        raise Http404
    return meeting


def run_meeting(request, pk: int) -> CouncilMeeting:
    """The meeting, for those who run it: 403 for everybody else."""
    meeting = seen_meeting(request, pk)
    if not may_run_meeting(request.user, meeting):
        raise PermissionDenied
    return meeting


def tell(request, refused: Refused) -> None:
    """Show what a refusal says, at the top of the next page."""
    for sentence in refused.sentences:
        messages.error(request, sentence)


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
        found = form.cleaned_data
        meeting = plan_meeting(
            campaign,
            found["council"],
            by=request.user,
            held_at=found["held_at"],
            place=found["place"],
            mode=found["mode"],
        )
        messages.success(request, "Đã lập phiên họp và đưa các trường hợp đủ điều kiện vào chương trình.")
        return redirect("meeting", meeting.pk)
    has_council = Council.objects.filter(ward_id=campaign.ward_id).exists()
    return render(request, "awards/meeting_plan.html", {"form": form, "has_council": has_council})


@never_cache
@require_GET
def meeting_detail(request, pk):
    """One meeting: for those who run it with its buttons, for a member with his ballot."""
    meeting = seen_meeting(request, pk)
    runs = may_run_meeting(request.user, meeting)
    lines = lines_of(meeting)
    mine = next((line for line in lines if line.member.user_id == request.user.pk), None)
    voted, awaited = progress_of(meeting, lines)
    return render(
        request,
        "awards/meeting.html",
        {
            "meeting": meeting,
            "runs": runs,
            "lines": lines,
            "agenda": agenda_of(meeting),
            "mine": mine,
            "may_vote": meeting.mode != BallotMode.TALLY and may_vote(request.user, meeting),
            "voted": voted,
            "awaited": awaited,
            "quorum": quorum_sentence(meeting),
            "quorum_met": quorum_of(meeting)[2],
            "rule": explain(threshold_of(meeting)),
            "closed": may_show_counts(meeting),
            "results": results_of(meeting),
            "offers": MEETING.open_to(request.user, meeting),
            "moves": _timeline(meeting) if runs else [],
        },
    )


def _timeline(meeting: CouncilMeeting) -> list[dict]:
    return [
        {"at": each.at, "what": MEETING.steps[each.move].button, "who": each.by.full_name, "note": each.note}
        for each in reversed(moves_of(meeting))
    ]


@never_cache
@require_GET
def meeting_progress(request, pk):
    """How many have voted, nothing else; asked again while the meeting is open."""
    meeting = seen_meeting(request, pk)
    voted, awaited = progress_of(meeting, lines_of(meeting))
    return render(
        request, "awards/meeting_progress.html", {"meeting": meeting, "voted": voted, "awaited": awaited}
    )


@require_POST
def meeting_refresh(request, pk):
    """Bring the agenda up to date with the eligible nominees and the members."""
    meeting = run_meeting(request, pk)
    try:
        refresh(meeting, by=request.user)
        messages.success(request, "Đã cập nhật chương trình họp và danh sách thành viên.")
    except Refused as refused:
        tell(request, refused)
    return redirect("meeting", pk)


@require_POST
def meeting_remove(request, pk, item):
    """Take one case off the agenda."""
    meeting = run_meeting(request, pk)
    found = get_object_or_404(meeting.items.select_related("nominee"), pk=item)
    try:
        remove_item(meeting, found, by=request.user)
        messages.success(request, f"Đã đưa {found.nominee.addressed} ra khỏi chương trình họp.")
    except Refused as refused:
        tell(request, refused)
    return redirect("meeting", pk)


@require_http_methods(["GET", "POST"])
def meeting_attendance(request, pk):
    """Who is there; saved, the page says at once whether that is a quorum."""
    meeting = run_meeting(request, pk)
    if meeting.status != MeetingStatus.PLANNED:
        messages.error(request, "Phiên họp đã khai mạc hoặc đã kết thúc, không sửa điểm danh được.")
        return redirect("meeting", pk)
    form = AttendanceForm(request.POST if request.method == "POST" else None, lines=lines_of(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            record_attendance(meeting, form.present, by=request.user, reasons=form.reasons)
            messages.success(request, "Đã lưu điểm danh.")
            return redirect("meeting-attendance", pk)
        except Refused as refused:
            tell(request, refused)
    return render(
        request,
        "awards/meeting_attendance.html",
        {
            "meeting": meeting,
            "form": form,
            "quorum": quorum_sentence(meeting),
            "quorum_met": quorum_of(meeting)[2],
        },
    )


QUESTIONS = {
    "open": (
        "Khai mạc phiên họp?",
        "Từ lúc này chương trình, điểm danh và quy định biểu quyết không đổi nữa.",
    ),
    "close": (
        "Kết thúc phiên họp và chốt kết quả?",
        "Kết quả được tính ngay và không sửa được. Biên bản họp được lấy số.",
    ),
    "cancel": (
        "Phiên họp không thành?",
        "Các trường hợp trở lại danh sách đủ điều kiện để đưa vào phiên họp khác. Phiếu đã bỏ không được tính.",
    ),
}


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_move(request, pk, move):
    """Ask once more, then open, close or call off."""
    meeting = run_meeting(request, pk)
    if move not in QUESTIONS:
        raise Http404
    step = MEETING.steps[move]
    offer = next((each for each in MEETING.open_to(request.user, meeting) if each.step is step), None)
    if offer is None:
        messages.error(request, f"Không thể “{step.button}” lúc này. Có thể người khác vừa xử lý.")
        return redirect("meeting", pk)
    online = move == "close" and meeting.mode != BallotMode.TALLY
    voted, awaited = progress_of(meeting, lines_of(meeting)) if online else (0, 0)
    waiting = awaited - voted if voted else 0
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, meeting=meeting, needs_note=step.needs_note, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            MEETING.perform(move, meeting, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã ghi nhận: {step.button}.")
            return redirect("meeting", pk)
        except Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
    title, text = QUESTIONS[move]
    return render(
        request,
        "awards/meeting_move.html",
        {
            "meeting": meeting,
            "title": title,
            "text": text,
            "form": form,
            "action": step.button,
            "danger": move == "cancel",
            "missing": offer.missing,
            "blocked": bool(offer.missing) and not waiting,
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_tally(request, pk):
    """Type in the counts of paper ballots."""
    meeting = run_meeting(request, pk)
    if meeting.status != MeetingStatus.OPEN or meeting.mode != BallotMode.TALLY:
        messages.error(request, "Chỉ nhập kết quả kiểm phiếu khi phiên họp đang mở và bỏ phiếu giấy.")
        return redirect("meeting", pk)
    agenda = [each for each in agenda_of(meeting) if each.nominee.status == NomineeStatus.TABLED]
    lines = lines_of(meeting)
    asked = {item.pk for item in agenda if asks_chair(meeting, item, lines)}
    data = request.POST if request.method == "POST" else None
    form = TallyForm(data, agenda=agenda, chair_asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for item, counts in form.tallies:
                    enter_tally(meeting, item, by=request.user, **counts)
            messages.success(request, f"Đã lưu kết quả kiểm phiếu của {len(form.tallies)} trường hợp.")
            return redirect("meeting", pk)
        except Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
    return render(request, "awards/meeting_tally.html", {"meeting": meeting, "form": form})
