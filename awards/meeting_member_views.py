"""What a member does at a meeting: reads each case, no more of a dossier than is on the agenda, and votes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from awards.enums import MeetingStatus
from awards.meeting import agenda_of, cast, votable
from awards.meeting_forms import BallotForm
from awards.meeting_views import seen_meeting, tell
from awards.models import AgendaItem
from awards.rules import attendance_of, is_barred, may_run_meeting, may_vote
from campaigns.enums import BallotMode
from dossiers.conclusion_checks import index_of
from dossiers.enums import PaperKind
from dossiers.models import DossierPaper, Evidence
from phuong6.office.files import hand_out
from phuong6.office.workflow import Refused


def seen_item(request, pk: int, item: int) -> AgendaItem:
    """A case on the agenda of a meeting this person may see; a meeting called off shows members nothing."""
    meeting = seen_meeting(request, pk)
    if meeting.status == MeetingStatus.CANCELLED and not may_run_meeting(request.user, meeting):
        raise PermissionDenied
    cases = AgendaItem.objects.select_related(
        "nominee__official", "nominee__dossier__unit", "nominee__campaign"
    )
    found = get_object_or_404(cases, meeting=meeting, pk=item)
    found.meeting = meeting
    return found


def reports_of(nominee):
    """The báo cáo thành tích of this nominee: its present version."""
    return nominee.papers.filter(kind=PaperKind.REPORT).select_related("file").order_by("-version")[:1]


@never_cache
@require_GET
def meeting_case(request, pk, item):
    """Summary, claims, findings, index sentence and papers of one case. Private notes never."""
    case = seen_item(request, pk, item)
    nominee, meeting = case.nominee, case.meeting
    mine = attendance_of(request.user, meeting)
    others = list(meeting.items.order_by("order", "pk").values_list("pk", flat=True))
    place = others.index(case.pk)
    findings = nominee.findings.select_related("criterion").prefetch_related("evidence__file")
    return render(
        request,
        "awards/meeting_case.html",
        {
            "meeting": meeting,
            "case": case,
            "nominee": nominee,
            "findings": findings.order_by("criterion__order"),
            "index": index_of(nominee) if nominee.is_individual else None,
            "papers": reports_of(nominee),
            "barred": mine is not None and is_barred(mine.member, case, meeting),
            "place": place + 1,
            "total": len(others),
            "previous": others[place - 1] if place else None,
            "next": others[place + 1] if place + 1 < len(others) else None,
        },
    )


@xframe_options_sameorigin
@require_GET
def meeting_paper(request, pk, item, paper):
    """The signed report of a nominee on the agenda; other papers of the dossier name other people."""
    case = seen_item(request, pk, item)
    found = reports_of(case.nominee).first()
    if found is None or found.pk != paper:
        raise Http404
    return hand_out(found.file, name=_name(case, "bao-cao-thanh-tich", found), inline=True)


@xframe_options_sameorigin
@require_GET
def meeting_evidence(request, pk, item, evidence):
    """A file that proves a claim of a nominee on the agenda."""
    case = seen_item(request, pk, item)
    found = get_object_or_404(
        Evidence.objects.select_related("file"), finding__nominee=case.nominee, pk=evidence
    )
    return hand_out(found.file, name=_name(case, f"minh-chung-{found.pk}", found), inline=True)


def _name(case: AgendaItem, what: str, kept: DossierPaper | Evidence) -> str:
    return f"{case.nominee.dossier.code}-{what}-{case.order}.{kept.file.extension}".lower()


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def meeting_ballot(request, pk):
    """A member's whole ballot: fill in, read once more, cast. Nothing of it is kept on the way.

    The choices travel in the posted form alone: not in the address, the session or a message.
    """
    meeting = seen_meeting(request, pk)
    mine = attendance_of(request.user, meeting)
    if mine is None or not mine.present:
        raise PermissionDenied
    if meeting.mode == BallotMode.TALLY or not may_vote(request.user, meeting):
        messages.info(
            request, "Ông/bà đã bỏ phiếu rồi." if mine.voted else "Phiên họp không nhận phiếu lúc này."
        )
        return redirect("meeting", pk)
    agenda, lines = agenda_of(meeting), votable(meeting, mine)
    posted = request.method == "POST"
    form = BallotForm(request.POST if posted else None, agenda=agenda, votable=lines)
    told = {"meeting": meeting, "form": form, "mine": mine}
    if not posted or "edit" in request.POST or not form.is_valid():
        return render(request, "awards/meeting_ballot.html", told)
    if "cast" not in request.POST:
        return render(request, "awards/meeting_ballot_confirm.html", told)
    try:
        cast(meeting, form.choices, by=request.user)
        messages.success(request, "Đã ghi nhận phiếu của ông/bà. Xin cảm ơn.")
    except Refused as refused:
        tell(request, refused)
    return redirect("meeting", pk)
