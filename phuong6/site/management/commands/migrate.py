"""Django's migrate, which first makes sure that the database can be carried over at all."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

STEP = "95e9e4b"  # the last commit that still holds every migration folded into one since
TOO_OLD = (
    "Cơ sở dữ liệu do một bản cũ hơn của phần mềm tạo ra, không nâng cấp thẳng lên bản này được (còn thiếu {missing}). "
    "Chưa có gì bị thay đổi. Hãy nâng cấp lên bản {step} trước: git checkout {step} && make setup SAMPLE=0; "
    "sau đó mới lên bản này.\n"
    "The database was made by an earlier version and cannot be carried over at once ({missing} is missing). Nothing "
    "was changed. Upgrade to {step} first: git checkout {step} && make setup SAMPLE=0; then to this version."
)


class Command(migrate.Command):
    """Refuses before the first step what would otherwise stop half way."""

    def handle(self, *args, **options):
        if missing := no_longer_here(connections[options["database"]]):
            raise CommandError(TOO_OLD.format(missing=missing[0], step=STEP))
        return super().handle(*args, **options)


def no_longer_here(connection) -> list[str]:
    """Migrations ("app.name") this database still needs, of rooms it has begun, that were folded into one."""
    loader = MigrationLoader(None)
    applied = MigrationRecorder(connection).applied_migrations().keys()
    begun = [each.replaces for each in loader.replacements.values() if applied & set(each.replaces)]
    needed = (
        {tuple(each) for replaced in begun for each in replaced} - applied - loader.disk_migrations.keys()
    )
    return sorted(".".join(each) for each in needed)
