"""The pages of those who run a meeting: agenda, attendance, calling cases, and the moves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from awards.council.casting import call_case, end_case, next_case, polled
from awards.council.forms.meetings import AttendanceForm, MoveForm, PresenceForm
from awards.council.meetings import (
    add_item,
    agenda_of,
    lines_of,
    off_agenda,
    quorum_of,
    quorum_sentence,
    record_attendance,
    refresh,
    remove_item,
)
from awards.council.opening import opening_of
from awards.council.pages import mine_of, run_meeting
from awards.council.results import Progress, progress_of
from awards.council.workflow import IN_WRITING, MEETING
from awards.enums import MeetingStatus, Poll
from dossiers.models import Nominee
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.workflow import Offer, Tone


@require_POST
def meeting_refresh(request, pk):
    """Bring the agenda up to date with the eligible nominees and the members."""
    meeting = run_meeting(request, pk)
    with refusals_to(request):
        refresh(meeting, by=request.user)
        messages.success(request, "Đã cập nhật chương trình họp và danh sách thành viên.")
    return redirect("meeting", pk)


@require_POST
def meeting_remove(request, pk, item):
    """Take one case off the agenda."""
    meeting = run_meeting(request, pk)
    found = get_object_or_404(meeting.items.select_related("nominee"), pk=item)
    with refusals_to(request):
        remove_item(meeting, found, by=request.user)
        messages.success(
            request,
            f"Đã đưa {found.nominee.addressed} ra khỏi chương trình họp. Muốn đưa lại, bấm "
            "“Đưa vào chương trình” ở mục “Đủ điều kiện, chưa có trong chương trình họp”.",
        )
    return redirect("meeting", pk)


@require_POST
def meeting_add(request, pk, nominee):
    """Put one eligible case on the agenda, or back on it."""
    meeting = run_meeting(request, pk)
    found = get_object_or_404(Nominee, campaign=meeting.campaign_id, pk=nominee)
    with refusals_to(request):
        add_item(meeting, found, by=request.user)
        messages.success(request, f"Đã đưa {found.addressed} vào chương trình họp.")
    return redirect("meeting", pk)


@require_http_methods(["GET", "POST"])
def meeting_attendance(request, pk):
    """Who is there; saved, the page says at once whether that is a quorum. Of an open meeting: who came late."""
    meeting = run_meeting(request, pk)
    if meeting.status == MeetingStatus.OPEN and not meeting.in_writing:
        return _presence(request, meeting)
    if meeting.status != MeetingStatus.PLANNED:
        messages.error(request, "Phiên họp đã khai mạc hoặc đã kết thúc, không sửa điểm danh được.")
        return redirect("meeting", pk)
    form = AttendanceForm(request.POST if request.method == "POST" else None, lines=lines_of(meeting))
    if request.method == "POST" and form.is_valid():
        with refusals_to(request):
            record_attendance(meeting, form.present, by=request.user, reasons=form.reasons)
            return done(request, "Đã lưu điểm danh.", "meeting-attendance", pk)
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


def _presence(request, meeting):
    """Members of an open meeting one by one: each is put right by itself, and logged."""
    forms = [_presence_form(request, line) for line in lines_of(meeting)]
    sent = next((each for each in forms if each.is_bound), None)
    move = request.POST.get("move")
    if sent and move in ("arrive", "miss") and sent.is_valid():
        line, reason = sent.line, sent.cleaned_data["reason"] if move == "miss" else ""
        note = f"{line.member.name}: {reason}" if reason else line.member.name
        with refusals_to(sent, "reason" if move == "miss" else None):
            MEETING.perform(move, meeting, by=request.user, note=note, line=line, reason=reason)
            now = "có mặt" if move == "arrive" else "vắng"
            return done(request, f"Đã ghi {line.member.name} {now}.", "meeting-attendance", meeting.pk)
    return render(
        request,
        "awards/meeting_presence.html",
        {"meeting": meeting, "forms": forms, "form": sent, "quorum": quorum_sentence(meeting)},
        status=status_of(sent),
    )


def _presence_form(request, line) -> PresenceForm:
    return PresenceForm(request.POST if request.POST.get("line") == str(line.pk) else None, line=line)


def _waiting(meeting) -> int:
    """How many have not voted where the meeting may close without them."""
    if not (meeting.votes_online or meeting.in_writing) or meeting.case_by_case:
        return 0
    progress = progress_of(meeting, lines_of(meeting), agenda_of(meeting))
    return progress.awaited - progress.done if progress.done else 0


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_move(request, pk, move):
    """Ask once more, then open, close or call off."""
    meeting = run_meeting(request, pk)
    if not MEETING.has_button(move):
        raise Http404
    step = MEETING.steps[move]
    offer = next((each for each in MEETING.open_to(request.user, meeting) if each.step is step), None)
    if offer is None:
        messages.error(request, f"Không thể “{step.button}” lúc này. Có thể người khác vừa xử lý.")
        return redirect("meeting", pk)
    waiting = _waiting(meeting) if move == "close" else 0
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, meeting=meeting, needs_note=step.needs_note, waiting=waiting)

    def ask(form):
        return _ask(request, meeting, offer, form, waiting)

    if request.method == "GET":
        return ask(form)
    return make_move(request, MEETING, move, meeting, to=reverse("meeting", args=[pk]), form=form, again=ask)


def _ask(request, meeting, offer: Offer, form: MoveForm, waiting: int):
    move = offer.step.move
    question = (IN_WRITING if meeting.in_writing else {}).get(move) or offer.step.question
    return render(
        request,
        "awards/meeting_move.html",
        {
            "meeting": meeting,
            "title": question.title,
            "text": question.text,
            "form": form,
            "action": offer.step.button,
            "danger": offer.step.tone == Tone.DANGER,
            "missing": offer.missing,
            "blocked": bool(offer.missing) and not waiting,
            "opening": opening_of(meeting) if move == "open" else None,
            "off_agenda": off_agenda(meeting) if move == "open" else [],
        },
        status=status_of(form),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_call(request, pk, item):
    """The page from which one case is put to the vote and closed, while its ballots come in."""
    meeting = run_meeting(request, pk)
    agenda, lines = agenda_of(meeting), lines_of(meeting)
    case = next((each for each in agenda if each.pk == item), None)
    if case is None or not meeting.case_by_case:
        raise Http404
    asks = False
    if request.method == "POST":
        with refusals_to(request):
            return _called(request, meeting, case)
        asks = case.poll == Poll.RUNNING
    voted, may = polled(meeting, case, lines) if case.poll == Poll.RUNNING else (0, 0)
    return render(
        request,
        "awards/meeting_call.html",
        {
            **mine_of(request, meeting, lines, agenda),
            "meeting": meeting,
            "case": case,
            "progress": Progress(voted, may, case),
            "waiting": may - voted if asks and voted else 0,
            "next_case": next_case(agenda),
        },
        status=422 if asks else 200,
    )


def _called(request, meeting, case):
    """Put the case to the vote, or end its vote and go on to the next one."""
    if "end" in request.POST:
        end_case(meeting, case, by=request.user, anyway="anyway" in request.POST)
        after = next_case(agenda_of(meeting))
        messages.success(request, f"Đã kết thúc lượt bỏ phiếu cho {case.nominee.addressed}.")
        return redirect("meeting-call", meeting.pk, after.pk) if after else redirect("meeting", meeting.pk)
    call_case(meeting, case, by=request.user)
    return redirect("meeting-call", meeting.pk, case.pk)
