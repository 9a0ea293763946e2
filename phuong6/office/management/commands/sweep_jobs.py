"""Give background work whose worker was killed to a worker again (cron, or before a worker starts)."""

from django.core.management.base import BaseCommand

from phuong6.office.jobs import sweep


class Command(BaseCommand):
    help = "Re-enqueues background jobs that have given no sign of life for two minutes."

    def handle(self, *args, **options):
        self.stdout.write(f"{sweep()} job(s) given to a worker again or ended.")
