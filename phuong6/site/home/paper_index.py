"""All papers of the campaign in hand, in the order they are needed: which exist, which wait to be issued."""

from collections import defaultdict
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
from phuong6.office.models import IssuedPaper, SignedCopy
from phuong6.office.papers.kinds import KINDS, PaperKind, papers_about
from phuong6.office.papers.likeness import paper_of
from phuong6.office.rules import may_scan

NAMED = (Inspection, ReturnRequest, Nominee)
MOST = 10  # meetings, decisions and letters shown; older ones stand in the register


@dataclass(frozen=True)
class Standing:
    """What is kept of one paper: all it was issued as, newest first, and its signed copies."""

    issued: tuple[IssuedPaper, ...] = ()
    copies: tuple[SignedCopy, ...] = ()

    @property
    def current(self) -> IssuedPaper | None:
        """The one that counts now."""
        return next((each for each in self.issued if each.is_current), None)

    @property
    def is_signed(self) -> bool:
        """Whether a signed copy of the current paper, or of the draft in hand, is there."""
        return any(paper_of(each, self.issued) == self.current for each in self.copies)


@dataclass(frozen=True)
class Line:
    """One paper: its name, its page, the number it was issued with, and in a word what its signed copy lacks."""

    title: str
    url: str
    issued: IssuedPaper | None
    state: str = ""


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
    kept = _kept([subject for _, subjects in titled for subject in subjects])
    sections = [
        Section(title, [line for each in subjects for line in _lines(user, each, kept)])
        for title, subjects in titled
    ]
    return [section for section in sections if section.lines]


def _lines(user, subject: Model, kept: dict[tuple, Standing]) -> list[Line]:
    """The papers about one row; of a letter to a unit its subject says more than its kind."""
    lines = []
    for kind in papers_about(user, subject):
        if kind.attach:
            continue  # a unit's own papers stand in its dossier
        standing = kept.get((kind.key, type(subject), subject.pk), Standing())
        title = kind.named(subject) if isinstance(subject, NAMED) else kind.title
        url = reverse("paper", args=[kind.key, subject.pk])
        lines.append(Line(title, url, standing.current, _state(kind, standing)))
    return lines


def _state(kind: PaperKind, standing: Standing) -> str:
    """What waits: a signed copy of what was issued, or a number for what was signed."""
    if standing.current:
        return "" if standing.is_signed else "Chưa có bản đã ký"
    if standing.is_signed:
        return "Có bản đã ký, chưa ghi số" if kind.issuable else "Có bản đã ký"
    return ""


def _kept(subjects: list[Model]) -> dict[tuple, Standing]:
    """What was issued and came back signed about these rows, by kind and row (two queries)."""
    types = ContentType.objects.get_for_models(*{type(subject) for subject in subjects})
    models = {content_type.pk: model for model, content_type in types.items()}
    about = {"content_type__in": models, "object_id__in": {subject.pk for subject in subjects}}
    found: dict[tuple, tuple[list, list]] = defaultdict(lambda: ([], []))
    issued = IssuedPaper.objects.filter(**about, kind__in=KINDS).select_related("series")
    for place, rows in enumerate((issued.order_by("-at", "-pk"), SignedCopy.objects.filter(**about))):
        for each in rows:
            found[(each.kind, models[each.content_type_id], each.object_id)][place].append(each)
    return {key: Standing(tuple(papers), tuple(copies)) for key, (papers, copies) in found.items()}


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
