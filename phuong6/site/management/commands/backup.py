"""Database and files in one archive; safe while people work."""

import json
import os
import zipfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from phuong6.office.models import StoredFile
from phuong6.site.management.archive import (
    FORMAT,
    MANIFEST,
    ExactEncoder,
    HashingWriter,
    chunks,
    files_under,
    member_of,
    migrations_of,
    models_kept,
)


class Command(BaseCommand):
    """Writes beside the target first and renames at the end: a half archive never bears the name."""

    help = "Writes database and files into one archive: backup FILE."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        if not file.parent.is_dir():
            raise CommandError(f"Không có thư mục {file.parent} để ghi bản sao lưu.")
        part = file.with_name(file.name + ".part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                manifest = write_archive(stream)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        except OSError as error:
            raise CommandError(f"Không ghi được bản sao lưu {file}: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        rows, files = sum(manifest["counts"].values()), len(manifest["members"]) - len(manifest["counts"])
        self.stdout.write(f"Đã sao lưu {rows} dòng dữ liệu và {files} tệp vào {file}.")
        for missing in manifest["missing"]:
            self.stderr.write(f"Cảnh báo: dữ liệu nhắc đến tệp {missing} nhưng không còn tệp này.")


def write_archive(stream) -> dict:
    """The archive of this moment into a binary stream; returns its manifest.

    Rows before files: a file is written before its row and never changed, so every row finds its file.
    """
    members: dict[str, dict] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with one_moment():
            counts = {
                model._meta.label_lower: _write_rows(archive, model, members) for model in models_kept()
            }
            migrations = migrations_of(connection)
            wanted = set(StoredFile.objects.values_list("file", flat=True))
        for name, path in files_under(Path(settings.MEDIA_ROOT)):
            _write_file(archive, name, path, members)
        manifest = {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(),
            "database": connection.vendor,
            "migrations": migrations,
            "counts": counts,
            "members": members,
            "missing": sorted(path for path in wanted if f"files/{path}" not in members),
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


@contextmanager
def one_moment():
    """All tables as they stood at one moment, whatever is written meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_rows(archive: zipfile.ZipFile, model, members: dict) -> int:
    name = member_of(model)
    rows = model._base_manager.order_by("pk")
    with archive.open(name, "w", force_zip64=True) as stream:
        out = HashingWriter(stream)
        count = 0

        def counted():
            nonlocal count
            for row in rows.iterator(chunk_size=2000):
                count += 1
                yield row

        serializers.serialize("jsonl", counted(), stream=out, cls=ExactEncoder)
        members[name] = out.entry
    return count


def _write_file(archive: zipfile.ZipFile, name: str, path: Path, members: dict) -> None:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as stream:
        out = HashingWriter(stream)
        for data in chunks(source):
            out.write(data)
        members[name] = out.entry
