"""Makes the archive of a campaign of its own in a process with little memory.

Arguments: folder, dossiers, pages of each, bytes of a page, megabytes the process may take while at it.
"""

import io
import random
import resource
import sys
import time
import zipfile
from pathlib import Path

import django

django.setup()

import pikepdf  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from campaigns.enums import Role  # noqa: E402
from phuong6.lib.papers.blocks import Letterhead, Paper  # noqa: E402
from phuong6.lib.papers.pdf import render_pdf  # noqa: E402
from phuong6.office import jobs  # noqa: E402
from phuong6.office.files import store_made  # noqa: E402
from phuong6.office.models import Job  # noqa: E402
from tests import factories as make  # noqa: E402

MEGABYTE = 1024 * 1024
LUCK = random.Random(6)


def scan(pages: int, size: int) -> bytes:
    """Pages of noise, which nothing packs tighter, as scans are."""
    side = int((size / 3) ** 0.5)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            image = pdf.make_stream(
                LUCK.randbytes(side * side * 3), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                Width=side, Height=side, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            )  # fmt: skip
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
            page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def campaign_of(dossiers: int, pages: int, size: int, officer):
    """Dossiers handed in, their three papers scanned, `pages` together."""
    ward = make.WardFactory()
    campaign = make.CampaignFactory(ward=ward)
    make.criteria_for(campaign)
    for number in range(dossiers):
        unit = make.UnitFactory(ward=ward, code=f"khom-{number}")
        by = make.user(f"khom{number}", f"Người Khóm {number}", Role.UNIT, unit)
        dossier = make.submitted(campaign, unit, by)
        for paper in dossier.papers.all():
            paper.file = store_made(scan(pages // 3, size), name="quet.pdf", by=by, pages=pages // 3)
            paper.save()
    return campaign


def address_space() -> int:
    """Bytes this process has claimed."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def main(folder: str, dossiers: int, pages: int, size: int, megabytes: int) -> None:
    settings.MEDIA_ROOT = Path(folder) / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    call_command("loaddata", "national", verbosity=0)
    officer = make.user("noivu", "Cán Bộ Mẫu", Role.INTERNAL_AFFAIRS)
    campaign = campaign_of(dossiers, pages, size, officer)
    render_pdf(Paper(Letterhead(issuer=("PHƯỜNG MẪU",)), title="THỬ"))  # typefaces are read once
    job = Job.objects.create(
        kind="campaign-archive", title="Thử", params={"campaign": campaign.pk}, total=dossiers + 1, by=officer
    )
    limit = address_space() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    jobs.run.call(job.pk)
    seconds = time.monotonic() - began
    job.refresh_from_db()
    if job.state != Job.State.DONE:
        sys.exit(f"{job.state}: {job.error}")
    with zipfile.ZipFile(job.result.file.path) as packed:
        files = len(packed.namelist())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(
        f"made {files} files, {job.result.size / MEGABYTE:.0f} MB, {seconds:.1f} s, "
        f"memory {before / 1024:.0f} → {after / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1], *(int(each) for each in sys.argv[2:]))
