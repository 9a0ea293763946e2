"""Votes not cast on a member's own screen: counts of paper ballots, slips in writing, standing aside."""

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.council.conflicts import conflict_faults, stand_aside, take_back
from awards.council.forms.voting import ConflictForm, CountForm, OpinionForm, SettleForm
from awards.council.meetings import lines_of
from awards.council.pages import run_meeting, seen_item, seen_meeting
from awards.council.paper_count import (
    counts_of,
    differences_of,
    ground_of,
    may_type_now,
    own_count,
    settle,
    type_count,
)
from awards.council.papers.ballot import identical_ballots
from awards.council.papers.parts import file_stem as ballot_stem
from awards.council.rules import attendance_of, is_barred, may_print_ballots, may_run_meeting, may_type_count
from awards.council.written import asked_of, enter_opinion
from awards.enums import Count, MeetingStatus
from awards.models import Attendance, Conflict
from campaigns.enums import BallotMode
from phuong6.office.doors import done, refusals_to, status_of

TALLY_NOT_NOW = "Chỉ nhập kết quả kiểm phiếu khi phiên họp đang mở và bỏ phiếu giấy."


@require_GET
def meeting_ballots(request, pk):
    """Paper ballots for everybody: identical copies of one print, their code included."""
    meeting = seen_meeting(request, pk)
    if not may_print_ballots(request.user, meeting):
        raise PermissionDenied
    content = io.BytesIO(identical_ballots(meeting, by=request.user))
    name = ballot_stem(meeting).lower()
    return FileResponse(content, filename=f"{name}-phieu-bau.pdf", content_type="application/pdf")


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_tally(request, pk):
    """Type in a count of paper ballots; nobody sees the other person's figures before both are in."""
    meeting = seen_meeting(request, pk)
    if meeting.mode != BallotMode.TALLY or meeting.status != MeetingStatus.OPEN:
        if not may_run_meeting(request.user, meeting):
            raise PermissionDenied
        messages.error(request, TALLY_NOT_NOW)
        return redirect("meeting", pk)
    if not may_type_count(request.user, meeting):
        raise PermissionDenied
    if not may_type_now(request.user, meeting):
        return redirect("meeting-compare", pk)
    own = own_count(meeting, request.user)
    data = request.POST if request.method == "POST" else None
    form = CountForm(data, ground=ground_of(meeting), typed=own)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            type_count(meeting, form.typed, by=request.user)
            return done(request, "Đã lưu lần nhập của ông/bà.", "meeting-compare", pk)
    told = {"meeting": meeting, "form": form, "own": own}
    return render(request, "awards/meeting_tally.html", told, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_compare(request, pk):
    """Both typings side by side where they differ; who runs the meeting settles them after a look at the ballots."""
    meeting = seen_meeting(request, pk)
    if not may_type_count(request.user, meeting):
        raise PermissionDenied
    counts, differences = counts_of(meeting), differences_of(meeting)
    both = {Count.FIRST, Count.SECOND} <= counts.keys()
    form, settles = None, both and differences and meeting.status == MeetingStatus.OPEN
    if settles and may_run_meeting(request.user, meeting):
        data = request.POST if request.method == "POST" else None
        base = counts.get(Count.AGREED, counts[Count.FIRST])
        form = SettleForm(data, ground=ground_of(meeting), differences=differences, typed=base)
        if request.method == "POST" and form.is_valid():
            with refusals_to(form):
                settle(meeting, form.typed, by=request.user, note=form.cleaned_data["note"])
                return done(request, "Đã chốt kết quả kiểm phiếu.", "meeting", pk)
    elif request.method == "POST":
        raise PermissionDenied
    own = own_count(meeting, request.user)
    return render(
        request,
        "awards/meeting_compare.html",
        {
            "meeting": meeting,
            "counts": [counts[place] for place in (Count.FIRST, Count.SECOND) if place in counts],
            "both": both,
            "differences": differences,
            "agreed": counts.get(Count.AGREED),
            "form": form,
            "may_correct": own is not None and may_type_now(request.user, meeting),
        },
        status=status_of(form),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_opinion(request, pk, line):
    """Type in a slip that came back from a member."""
    meeting = run_meeting(request, pk)
    if meeting.status != MeetingStatus.OPEN or not meeting.in_writing:
        messages.error(request, "Chỉ nhập ý kiến khi đang lấy ý kiến bằng văn bản.")
        return redirect("meeting", pk)
    rows = Attendance.objects.select_related("member__official", "member__user__official", "opinion")
    found = get_object_or_404(rows, meeting=meeting, pk=line)
    kept = getattr(found, "opinion", None)
    initial = {"received_on": kept.received_on, "remark": kept.remark} if kept else {}
    for item, choice in found.member.ballots.filter(item__meeting=meeting).values_list("item_id", "choice"):
        initial[f"item-{item}"] = choice
    data = request.POST if request.method == "POST" else None
    form = OpinionForm(data, meeting=meeting, items=asked_of(meeting, found), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            enter_opinion(
                meeting,
                found,
                form.choices,
                received_on=form.cleaned_data["received_on"],
                remark=form.cleaned_data["remark"],
                by=request.user,
            )
            return done(request, f"Đã lưu phiếu lấy ý kiến của {found.member}.", "meeting", pk)
    told = {"meeting": meeting, "line": found, "form": form}
    return render(request, "awards/meeting_opinion.html", told, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_conflict(request, pk, item):
    """A member says that he does not vote on this case, or the secretary records what was said aloud."""
    case = seen_item(request, pk, item)
    meeting, mine = case.meeting, attendance_of(request.user, case.meeting)
    members = []
    if may_run_meeting(request.user, meeting):
        members = [line.member for line in lines_of(meeting) if not is_barred(line.member, case, meeting)]
    elif mine is None:
        raise PermissionDenied
    elif faults := conflict_faults(meeting, case, mine):
        messages.error(request, faults[0])
        return redirect("meeting-case", pk, item)
    data = request.POST if request.method == "POST" else None
    form = ConflictForm(data, members=members, own=mine.member_id if mine else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        who = next((each for each in members if str(each.pk) == said.get("member")), None)
        with refusals_to(form):
            row = stand_aside(meeting, case, by=request.user, member=who, reason=said["reason"])
            return done(
                request, f"Đã ghi: {row.member} không biểu quyết trường hợp này.", "meeting-case", pk, item
            )
    told = {"meeting": meeting, "case": case, "form": form}
    return render(request, "awards/meeting_conflict.html", told, status=status_of(form))


@require_POST
def meeting_conflict_undo(request, pk, conflict):
    """Before the meeting opens, take back what was recorded by mistake."""
    meeting = seen_meeting(request, pk)
    row = Conflict.objects.filter(item__meeting=meeting, pk=conflict).select_related("item").first()
    if row is None:
        raise Http404
    with refusals_to(request):
        take_back(meeting, row, by=request.user)
        messages.success(request, "Đã bỏ; thành viên này lại được biểu quyết.")
    return redirect("meeting-case", pk, row.item_id)
