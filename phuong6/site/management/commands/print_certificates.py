"""The valid giấy khen of a decision as one PDF (docs/documents.md, “Giấy khen”)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from awards.certificates.print_requests import how_named
from awards.certificates.printing import decision_numbered, print_certificates, printable
from awards.certificates.prints import record_prints
from phuong6.lib.papers.lettering.fonts import MissingFaceError
from phuong6.office.workflow import Refused

REASON = "Người quản trị in lại trên máy chủ."  # what the register says of a second time


class Command(BaseCommand):
    help = (
        "Prints the valid certificates of an issued decision into one PDF, a page each. "
        "The stock of blanks is left alone: it follows what is printed from the pages."
    )

    def add_arguments(self, parser):
        parser.add_argument("--decision", required=True, metavar="NUMBER", help="e.g. 01/QĐ-UBND")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)
        parser.add_argument("--overlay", action="store_true", help="only the text, for pre-printed blanks")
        parser.add_argument(
            "--design", metavar="NAME", help="the ward's own design of that name, its newest version"
        )
        parser.add_argument("--printer", metavar="NAME", help="correct for this printer as it was measured")
        parser.add_argument("--tray", metavar="NAME", help="its tray, where it has several")
        parser.add_argument("--year", type=int, help="if two years share the number")

    def handle(self, *args, decision, output, overlay, year, design, printer, tray, **options):
        done = []
        try:
            found = decision_numbered(decision, year)
            how = how_named(found.campaign.ward, overlay=overlay, design=design, printer=printer, tray=tray)
            content = print_certificates(found, how=how, on_progress=done.append)
            output.write_bytes(content)
            record_prints(printable(found), by=None, reason=REASON)
        except (Refused, MissingFaceError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {output}: {error.strerror}.") from error
        if not settings.PUBLIC_URL:
            self.stderr.write(
                "Chưa đặt PUBLIC_URL nên giấy khen in ra không có mã QR để tra cứu; đặt địa chỉ rồi in lại."
            )
        self.stdout.write(f"{done[-1]} giấy khen của Quyết định số {found.number} → {output}")
