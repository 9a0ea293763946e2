"""All papers of a campaign in one ZIP: every dossier handed in, and what the ward issued and got back signed.

It stands in this room because this room may read all others. Papers go in by their own kind's rule of who may
read them; no counter of a vote is looked at here. Each try begins anew in a file of its own, which is kept only
when it is whole; one dossier at a time is in memory.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from awards.decisions.reading import may_open_pdf
from awards.enums import PUBLISHED
from awards.models import Decision
from campaigns.models import Campaign
from dossiers.models import Dossier
from dossiers.outcome import sees_office_face
from dossiers.papers.bundle import MIME, PDF, ZIP, bundle_of, file_name
from phuong6.lib.papers.archive import Entry, archive, entries_of
from phuong6.lib.papers.bundle import Part, missing_titles
from phuong6.lib.vietnamese import short_date
from phuong6.office import jobs
from phuong6.office.files import store_made_file
from phuong6.office.models import Job, StoredFile
from phuong6.office.papers.kept import file_part, kept_parts
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import NotAllowed, Refused

KIND = "campaign-archive"
WARD_FOLDER = "van-ban-cua-phuong/"
ELSEWHERE = frozenset(
    {"dossiers", "office"}
)  # papers that lie with their dossier, or with the paper they correct
TO_CAMPAIGN = (
    "campaign",
    "meeting__campaign",
    "decision__campaign",
    "award__decision__campaign",
    "revocation__decision__campaign",
)


def may_take(user, job: Job | None = None) -> bool:
    """Nội vụ, and the chairman: those who read dossiers and decisions as the office does."""
    return sees_office_face(user)


def handed_in(campaign: Campaign):
    """The dossiers that go into the archive, in the order of the units."""
    rows = Dossier.objects.of_campaign(campaign).submitted().select_related("campaign__ward", "unit")
    return rows.order_by("unit__sort_key", "pk")


def make_archive(campaign: Campaign, *, by) -> Job:
    """Have the archive made in the background; the same job while one is under way. Raises NotAllowed."""
    if not may_take(by):
        raise NotAllowed("Bạn không có quyền tải tất cả văn bản của phong trào.")
    params = {"campaign": campaign.pk}
    title = f"Tất cả văn bản của phong trào {campaign.code}"
    return jobs.under_way(KIND, params, by) or jobs.enqueue(
        KIND, title=title, params=params, total=handed_in(campaign).count() + 1, by=by
    )


# --- the ward's papers --------------------------------------------------------------------------------


def ward_parts(campaign: Campaign, reader) -> list[Part]:
    """The ward's own papers of the campaign that are in no dossier, as this person may read them."""
    rows = [row for model in _models() for row in model._default_manager.filter(**_of(model, campaign))]
    parts = list(kept_parts(rows, reader))
    known = {part.sha256 for part in parts}
    decisions = Decision.objects.filter(campaign=campaign, status__in=PUBLISHED).select_related(
        "file", "paper", "campaign"
    )
    for each in decisions.order_by("decided_on", "pk"):
        if each.file.sha256 not in known and may_open_pdf(reader, each):
            name = f"{campaign.code}-quyet-dinh-so-{each.paper.number:02d}-{each.decided_on.year}"
            title = f"Quyết định số {each.number}, {short_date(each.decided_on)}"
            parts.append(file_part(title, each.file, name))
    return parts


def _models() -> list[type[Model]]:
    """The models some kind of paper is about, but those found another way."""
    labels = sorted({kind.model for kind in KINDS.values() if kind.model})
    found = [apps.get_model(label) for label in labels]
    return [each for each in found if each._meta.app_label not in ELSEWHERE]


def _of(model: type[Model], campaign: Campaign) -> dict:
    """The filter that keeps this campaign's rows. Raises LookupError for a model that leads to no campaign."""
    if model is Campaign:
        return {"pk": campaign.pk}
    for path in TO_CAMPAIGN:
        try:
            model._meta.get_field(path.partition("__")[0])
        except FieldDoesNotExist:
            continue
        return {path: campaign}
    raise LookupError(f"{model._meta.label} leads to no campaign.")


# --- the archive --------------------------------------------------------------------------------------


def _work(job: Job, progress: Callable[[int], None]) -> StoredFile:
    """Params: campaign (id). `progress` counts dossiers; within one it only tells that work goes on."""
    if not may_take(job.by):
        raise Refused("Người yêu cầu không còn quyền tải tất cả văn bản của phong trào.")
    campaign = Campaign.objects.select_related("ward").get(pk=job.params["campaign"])
    name = f"{campaign.code}-tat-ca-van-ban.{ZIP}"
    with tempfile.TemporaryDirectory() as folder:
        made, read_me = Path(folder) / name, _read_me(campaign)
        archive(_entries(campaign, job.by, read_me, progress), made, read_me)
        progress(job.total - 1)  # whoever lost the job stops here and keeps nothing
        return store_made_file(made, name=name, by=job.by, mime=MIME[ZIP])


def _read_me(campaign: Campaign) -> list[str]:
    """The first lines for people; what is missing is added as it is found."""
    drafts = Dossier.objects.of_campaign(campaign).filter(received_at__isnull=True).select_related("unit")
    units = [f"- {each.unit.name}" for each in drafts.order_by("unit__sort_key", "pk")]
    not_in = ["", "Hồ sơ chưa nộp nên không có ở đây:", *units] if units else []
    return [f"Tất cả văn bản: {campaign.name}", f"Mã phong trào: {campaign.code}", *not_in]


def _entries(
    campaign: Campaign, reader, read_me: list[str], progress: Callable[[int], None]
) -> Iterator[Entry]:
    """The ward's papers, then each dossier: joined for reading, and every file as it was handed in."""
    yield from entries_of(ward_parts(campaign, reader), WARD_FOLDER)
    for done, dossier in enumerate(handed_in(campaign).iterator(chunk_size=50)):
        progress(done)
        yield from _dossier_entries(dossier, reader, read_me, lambda _, done=done: progress(done))


def _dossier_entries(dossier: Dossier, reader, read_me: list[str], on_progress) -> Iterator[Entry]:
    bundle = bundle_of(dossier, reader, office=True)
    if missing := missing_titles(bundle.parts):
        read_me += ["", f"Chưa có trong hồ sơ {dossier.code}:", *(f"- {title}" for title in missing)]
    folder = f"{dossier.code}/"
    with tempfile.TemporaryDirectory() as workshop:
        joined = Path(workshop) / file_name(dossier, PDF)
        bundle.write(PDF, joined, on_progress)
        yield Entry(folder + joined.name, joined)
    yield from entries_of(bundle.parts, folder)


jobs.KINDS[KIND] = jobs.Kind(work=_work, may_see=may_take)
