"""Twenty dossiers are printed, signed, shuffled, scanned or photographed, and uploaded: every sheet comes home."""

import random
from collections import Counter

import pytest
import time_machine

from dossiers.models import DossierPaper
from dossiers.papers.unit import minutes as unit_minutes
from dossiers.papers.unit import report as unit_report
from dossiers.papers.unit import submission as unit_submission
from dossiers.workflow import DOSSIER
from phuong6.office.jobs import run
from phuong6.office.models import Job, Printout, ScanPage
from phuong6.office.papers.printing import print_version
from phuong6.office.scans import sorting as scans
from tests import factories as make
from tests.lib.scans.darkroom import SCANNERS, any_phone, damages_of, photographed, printed, scanned, signed

pytestmark = pytest.mark.django_db
State = ScanPage.State
DOSSIERS, NOMINEES, STACKS, SCANNED_AT_ONCE, PHOTOS = 20, 3, 4, 12, 0.35
# Long enough that a report runs over a page, as real ones do.
SUMMARY = "Hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa khóm, vận động từng hộ. " * 6


def _papers(campaign, an, cuc):
    """Every paper of one dossier that the officer enters for its unit: (kind, what it is about)."""
    unit = make.UnitFactory(ward=campaign.ward)
    dossier = make.draft(campaign, unit, an)
    people = [make.nominate(dossier, summary=SUMMARY) for _ in range(NOMINEES)]
    make.complete(dossier, an)
    DOSSIER.perform("enter_for_unit", dossier, by=cuc, note="Đơn vị gửi bản giấy.")
    yield unit_submission.KIND, dossier
    yield unit_minutes.KIND, dossier
    yield from ((unit_report.KIND, each) for each in people)


def _sheets(campaign, an, cuc):
    """Every sheet of twenty dossiers out of the printer: its picture, its version, its page."""
    for _ in range(DOSSIERS):
        for kind, subject in _papers(campaign, an, cuc):
            printout, pdf, _ = print_version(kind, subject, by=cuc)
            for page, sheet in enumerate(printed(pdf), 1):
                yield sheet, (printout.pk, page)


def _uploads(pile, dice):
    """Files as the clerk has them, each with what its pages really are and what happened to them."""
    waiting = []
    for sheet, truth in pile:
        inked, done = signed(sheet, dice)
        if dice.random() < PHOTOS:
            phone = any_phone(dice)
            yield (
                f"IMG_{dice.getrandbits(32)}.jpg",
                photographed([inked], phone, dice),
                [(truth, done | damages_of(phone))],
            )
            continue
        waiting.append((inked, truth, done))
        if len(waiting) == SCANNED_AT_ONCE:
            yield _scan(waiting, dice)
            waiting = []
    if waiting:
        yield _scan(waiting, dice)


def _scan(waiting, dice):
    shot = scanned([sheet for sheet, _, _ in waiting], dice.choice(SCANNERS), dice)
    pages = [(truth, done | words) for (_, truth, done), words in zip(waiting, shot.damages, strict=True)]
    return "scan.pdf", shot.data, pages


@pytest.mark.once
def test_of_200_signed_pages_of_20_dossiers_99_in_100_find_their_paper_and_none_a_wrong_one(
    campaign, an, cuc
):
    dice = random.Random(6)
    with time_machine.travel(make.at(10, hour=9), tick=True):
        pile = list(_sheets(campaign, an, cuc))
        assert len(pile) >= 200
        dice.shuffle(pile)
        seen, missed, right = Counter(), [], 0
        share = -(-len(pile) // STACKS)
        for start in range(0, len(pile), share):
            files = list(_uploads(pile[start : start + share], dice))
            batch = scans.take_stack([(name, data) for name, data, _ in files], by=cuc)
            if Job.objects.get(pk=batch.job_id).state == Job.State.QUEUED:
                run.call(batch.job_id)
            truths = [each for _, _, pages in files for each in pages]
            rows = list(batch.pages.order_by("number"))
            assert len(rows) == len(truths)  # no page is lost
            for row, (truth, damages) in zip(rows, truths, strict=True):
                seen.update(damages)
                assert row.printout_id is None or (row.printout_id, row.page) == truth, sorted(damages)
                right += row.printout_id is not None
                if row.printout_id is None:
                    missed.append(sorted(damages))
    assert right >= 0.99 * len(pile), missed
    assert min(seen["photo"], seen["seal touches the code"], seen["turned"], seen["shadow"]) > 15, seen
    _every_whole_paper_has_its_signed_copy()


def _every_whole_paper_has_its_signed_copy():
    """A paper whose pages all came home got them as its signed copy, the others wait."""
    pages = Counter(ScanPage.objects.exclude(printout=None).values_list("printout", flat=True))
    whole = {each.pk: each.pages for each in Printout.objects.all() if pages[each.pk] == each.pages}
    kept = {each.printout_id: each.file.pages for each in DossierPaper.objects.exclude(printout=None)}
    assert kept == whole
