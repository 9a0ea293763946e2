"""The valid giấy khen of a decision as one PDF (design.md §5)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from awards.printing import decision_numbered, print_certificates
from phuong6.lib.papers.fonts import MissingFaceError
from phuong6.office.workflow import Refused


class Command(BaseCommand):
    help = "Prints the valid certificates of an issued decision into one PDF, a page each."

    def add_arguments(self, parser):
        parser.add_argument("--decision", required=True, metavar="NUMBER", help="e.g. 01/QĐ-UBND")
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)
        parser.add_argument("--overlay", action="store_true", help="only the text, for pre-printed blanks")
        parser.add_argument("--year", type=int, help="if two years share the number")

    def handle(self, *args, decision, output, overlay, year, **options):
        done = []
        try:
            found = decision_numbered(decision, year)
            content = print_certificates(found, overlay=overlay, on_progress=done.append)
            output.write_bytes(content)
        except (Refused, MissingFaceError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {output}: {error.strerror}.") from error
        self.stdout.write(f"{done[-1]} giấy khen của Quyết định số {found.number} → {output}")
