"""All papers of the campaign in hand, in the order they are needed: which exist, which wait to be issued."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from awards.enums import MeetingStatus
from campaigns.enums import Role
from campaigns.models import Campaign
from campaigns.rules import has_role
from campaigns.selection import current_campaign
from criteria.enums import InspectionStatus as V
from criteria.models import Inspection
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee, ReturnRequest
from phuong6.office.models import IssuedPaper
from phuong6.office.papers import KINDS, papers_about
from phuong6.office.rules import may_scan

NAMED = (Inspection, ReturnRequest, Nominee)
MOST = 10  # meetings, decisions and letters shown; older ones stand in the register


@dataclass(frozen=True)
class Line:
    """One paper: its name, its page, the number it was issued with."""

    title: str
    url: str
    issued: IssuedPaper | None


@dataclass(frozen=True)
class Section:
    """Papers about one thing."""

    title: str
    lines: list[Line]


def may_see_papers(user) -> bool:
    """The desk's roles that write, sign or follow up papers."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.OFFICE_STATISTICS)


@require_GET
def paper_list(request):
    """The papers of the campaign, by what they are about."""
    if not may_see_papers(request.user):
        raise Http404
    campaign = current_campaign(request)
    context = {
        "sections": sections_of(request.user, campaign) if campaign else [],
        "may_scan": may_scan(request.user),
    }
    return render(request, "office/paper_list.html", context)


def sections_of(user, campaign: Campaign) -> list[Section]:
    """What this person may read, in a number of queries that does not grow with the dossiers."""
    meetings = campaign.meetings.exclude(status=MeetingStatus.CANCELLED).select_related("council", "campaign")
    decisions = campaign.decisions.select_related("campaign", "meeting__council")
    titled = [("Phong trào", [campaign])]
    titled += [(str(each), [each]) for each in (*meetings[:MOST], *decisions[:MOST])]
    titled.append(("Kiểm tra", list(_inspections(campaign))))
    titled.append(("Yêu cầu bổ sung chưa gửi", list(_requests(campaign))))
    titled.append(("Thông báo không khen thưởng chưa gửi", list(_refused(campaign))))
    numbers = _numbers([subject for _, subjects in titled for subject in subjects])
    sections = [
        Section(title, [line for each in subjects for line in _lines(user, each, numbers)])
        for title, subjects in titled
    ]
    return [section for section in sections if section.lines]


def _lines(user, subject: Model, numbers: dict) -> list[Line]:
    """The papers about one row; of a letter to a unit its subject says more than its kind."""
    return [
        Line(
            kind.named(subject) if isinstance(subject, NAMED) else kind.title,
            reverse("paper", args=[kind.key, subject.pk]),
            numbers.get((kind.key, type(subject), subject.pk)),
        )
        for kind in papers_about(user, subject)
        if not kind.attach  # a unit's own papers stand in its dossier
    ]


def _numbers(subjects: list[Model]) -> dict:
    """The papers issued about these rows, by kind and row (one query)."""
    types = ContentType.objects.get_for_models(*{type(subject) for subject in subjects})
    models = {content_type.pk: model for model, content_type in types.items()}
    papers = IssuedPaper.objects.filter(
        is_current=True,
        content_type__in=models,
        object_id__in={subject.pk for subject in subjects},
        kind__in=KINDS,
    ).select_related("series")
    return {(each.kind, models[each.content_type_id], each.object_id): each for each in papers}


def _unissued(rows: QuerySet, key: str) -> QuerySet:
    """Those about which no paper of this kind is in force."""
    content_type = ContentType.objects.get_for_model(rows.model)
    papers = IssuedPaper.objects.filter(
        kind=key, content_type=content_type, object_id=OuterRef("pk"), is_current=True
    )
    return rows.filter(~Exists(papers))


def _inspections(campaign: Campaign) -> QuerySet[Inspection]:
    rows = Inspection.objects.filter(campaign=campaign, status__in=[V.CONCLUDED, V.CLOSED])
    return rows.select_related("unit", "campaign__ward")[:MOST]


def _requests(campaign: Campaign) -> QuerySet[ReturnRequest]:
    rows = ReturnRequest.objects.filter(dossier__campaign=campaign, answered_at__isnull=True)
    return _unissued(rows.select_related("dossier__unit", "dossier__campaign"), "supplement-request")[:MOST]


def _refused(campaign: Campaign) -> QuerySet[Nominee]:
    told = Q(status__in=[NomineeStatus.NOT_RECOMMENDED, NomineeStatus.DECLINED], told_at__isnull=False)
    rows = Nominee.objects.filter(Q(status=NomineeStatus.INELIGIBLE) | told, campaign=campaign)
    wanted = rows.select_related("dossier__unit", "dossier__campaign", "campaign")
    return _unissued(wanted, "non-award").order_by("concluded_at")[:MOST]
