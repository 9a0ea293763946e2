"""What a member does at a meeting: reads each case, no more of a dossier than is on the agenda, and votes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from awards.council.casting import MOVED_ON, NO_LINE, NOT_NOW, VOTED, cast, votable
from awards.council.conflicts import conflict_faults
from awards.council.forms.meetings import BallotForm
from awards.council.meetings import agenda_of
from awards.council.pages import seen_item, seen_meeting
from awards.council.rules import attendance_of, is_barred, may_run_meeting, may_vote, why_barred
from awards.history.reading import history_of
from awards.models import AgendaItem
from dossiers.conclusion_checks import index_of
from dossiers.enums import PaperKind
from dossiers.models import DossierPaper, Evidence
from phuong6.office.doors import refusals_to
from phuong6.office.files import hand_out


def reports_of(nominee):
    """The báo cáo thành tích of this nominee: its present version."""
    return nominee.papers.filter(kind=PaperKind.REPORT).select_related("file").order_by("-version")[:1]


def earlier_awards(nominee):
    """What this person or collective was awarded over the years, newest first: by this ward and before it."""
    subject = nominee.official or nominee.collective
    return history_of(subject) if subject else []


@never_cache
@require_GET
def meeting_case(request, pk, item):
    """Summary, claims, findings, index sentence, earlier awards and papers of one case. Private notes never."""
    case = seen_item(request, pk, item)
    nominee, meeting = case.nominee, case.meeting
    mine = attendance_of(request.user, meeting)
    others = list(meeting.items.order_by("order", "pk").values_list("pk", flat=True))
    place = others.index(case.pk)
    findings = nominee.findings.select_related("criterion").prefetch_related("evidence__file", "facts")
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
            "earlier": earlier_awards(nominee),
            "conflicts": case.conflicts.select_related("member"),
            "mine": mine,
            "runs": may_run_meeting(request.user, meeting),
            "barred": mine is not None and is_barred(mine.member, case, meeting),
            "may_stand_aside": mine is not None and not conflict_faults(meeting, case, mine),
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
@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def meeting_ballot(request, pk):
    """A member's ballot, whole or of the case called: fill in, read once more, cast. Nothing of it is kept on the way.

    The choices travel in the posted form alone: not in the address, the session or a message. htmx puts each
    answer into the page the ballot was opened on, so that the way back never leads to a posted form.
    """
    meeting = seen_meeting(request, pk)
    mine = attendance_of(request.user, meeting)
    if mine is None or not mine.present:
        raise PermissionDenied
    if not meeting.votes_online or not may_vote(request.user, meeting):
        messages.info(request, VOTED if mine.voted and meeting.votes_online else NOT_NOW)
        return _to_meeting(request, pk)
    agenda, lines = agenda_of(meeting), votable(meeting, mine)
    if meeting.case_by_case:
        posted_for = {name for name in request.POST if name.startswith("item-")}
        if not lines or posted_for - {f"item-{item.pk}" for item in lines}:
            messages.info(request, MOVED_ON if posted_for else NOT_NOW)
            return _to_meeting(request, pk)
        agenda = lines
    if not lines:
        messages.info(request, NO_LINE)
        return _to_meeting(request, pk)
    why = {item.pk: why_barred(mine.member, item, meeting) for item in agenda}
    posted = request.method == "POST"
    form = BallotForm(request.POST if posted else None, agenda=agenda, votable=lines, why=why)
    told = {"meeting": meeting, "form": form, "mine": mine}
    if not posted or "edit" in request.POST or not form.is_valid():
        return render(request, "awards/meeting_ballot.html", told)
    if "cast" not in request.POST:
        return render(request, "awards/meeting_ballot_confirm.html", told)
    with refusals_to(request):
        cast(meeting, form.choices, by=request.user)
        messages.success(request, "Đã ghi nhận phiếu của ông/bà. Xin cảm ơn.")
    return _to_meeting(request, pk)


def _to_meeting(request, pk: int) -> HttpResponse:
    """The meeting's page; htmx would follow a plain redirect unseen and keep the ballot's address."""
    address = reverse("meeting", args=[pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
