"""Play a whole campaign on an empty database; the last line is the decision's number."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from campaigns.models import Ward
from phuong6.lib.vietnamese import format_vnd
from phuong6.site.scenes.rehearsal import NotEmpty, rehearse
from phuong6.site.scenes.rehearsal.play import tally


class Command(BaseCommand):
    help = "Diễn tập cả phong trào trên cơ sở dữ liệu trống; dòng cuối là số quyết định."

    def add_arguments(self, parser):
        parser.add_argument("--dossiers", type=int, default=12, help="Số hồ sơ.")
        parser.add_argument("--seed", type=int, default=1, help="Cùng số này thì diễn tập giống hệt.")

    def handle(self, *args, dossiers: int, seed: int, **options):
        if Ward._meta.db_table not in connection.introspection.table_names():
            raise CommandError("Cơ sở dữ liệu chưa có bảng nào. Hãy chạy migrate trước.")
        try:
            decision = rehearse(dossiers, seed)
        except (NotEmpty, ValueError) as error:
            raise CommandError(str(error)) from error
        for label, count in sorted(tally(decision).items()):
            self.stdout.write(f"{label}: {count}")
        self.stdout.write(f"Tổng tiền thưởng: {format_vnd(decision.total)}")
        self.stdout.write(decision.number)
