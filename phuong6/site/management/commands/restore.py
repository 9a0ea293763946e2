"""An archive of `backup` back into database and files: all of it, or nothing at all."""

import io
import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.management.base import BaseCommand, CommandError
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction

from criteria.models import DocumentRecord, OneStopRecord
from criteria.registers.stored_codes import tidy_stored
from phuong6.site.management.archive import (
    FILES,
    Damaged,
    as_of_now,
    check_members,
    chunks,
    files_under,
    member_of,
    migrations_of,
    models_in,
    models_kept,
    read_manifest,
)

MADE_BY_MIGRATE = frozenset({"contenttypes.contenttype", "auth.permission"})


class Command(BaseCommand):
    """Checks everything first; then rows in one transaction, files by exchanging the folder."""

    help = "Reads an archive of `backup` into an empty, migrated database: restore FILE [--replace]."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="xóa dữ liệu và tệp đang có trước khi nạp")

    def handle(self, *, file: Path, replace: bool, **options):
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = read_manifest(archive)
                self._check_version(manifest)
                check_members(archive, manifest)
                if not replace and not is_empty():
                    raise CommandError(
                        "Cơ sở dữ liệu hoặc thư mục tệp đang có dữ liệu. Muốn thay toàn bộ bằng bản sao lưu, "
                        "hãy thêm --replace (nên sao lưu dữ liệu đang có trước)."
                    )
                put_back(archive, manifest)
        except FileNotFoundError as error:
            raise CommandError(f"Không tìm thấy tệp {error.filename}.") from error
        except zipfile.BadZipFile as error:
            raise CommandError(f"{file} không phải bản sao lưu, hoặc đã bị cắt ngang.") from error
        except Damaged as error:
            raise CommandError(str(error)) from error
        except (DatabaseError, DeserializationError, OSError) as error:
            raise CommandError(f"Không nạp được bản sao lưu, dữ liệu đang có vẫn như cũ: {error}") from error
        rows = sum(manifest["counts"].values())
        files = sum(name.startswith(FILES) for name in manifest["members"])
        self.stdout.write(
            f"Đã phục hồi {rows} dòng dữ liệu và {files} tệp (sao lưu lúc {manifest['made_at']})."
        )

    @staticmethod
    def _check_version(manifest: dict) -> None:
        here, there = set(migrations_of(connection)), as_of_now(manifest["migrations"])
        if here == there:
            return
        differing = ", ".join(sorted(here ^ there)[:3])
        raise CommandError(
            "Bản sao lưu thuộc phiên bản khác của phần mềm. Hãy dùng đúng phiên bản đã tạo ra nó, "
            f"chạy migrate, rồi phục hồi lại. Khác nhau ở: {differing}."
        )


def is_empty() -> bool:
    """No row but those `migrate` makes, and no file."""
    if any(files_under(Path(settings.MEDIA_ROOT))):
        return False
    tables = (each for each in models_kept() if each._meta.label_lower not in MADE_BY_MIGRATE)
    return not any(model._base_manager.exists() for model in tables)


def put_back(archive: zipfile.ZipFile, manifest: dict) -> None:
    """Exchange all rows and files. Whatever fails, the old ones stand."""
    with unpacked(archive, manifest) as fresh, exchanged(fresh, Path(settings.MEDIA_ROOT)) as exchange:
        with transaction.atomic():
            empty_tables()
            for model in models_in(manifest):
                load_rows(archive, model)
            reset_sequences()
            connection.check_constraints()
            check_counts(manifest)
            tidy_stored(OneStopRecord, DocumentRecord)  # an older archive spells codes otherwise
            exchange()
        ContentType.objects.clear_cache()


@contextmanager
def unpacked(archive: zipfile.ZipFile, manifest: dict):
    """The archive's files in a folder beside the present one, on the same disk."""
    root = Path(settings.MEDIA_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".restore-", dir=root.parent))
    try:
        fresh = folder / "files"
        fresh.mkdir()
        for name in manifest["members"]:
            if name.startswith(FILES):
                path = fresh / name.removeprefix(FILES)
                if not path.resolve().is_relative_to(fresh.resolve()):
                    raise Damaged(f"Bản sao lưu chứa đường dẫn không hợp lệ: {name}.")
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, path.open("xb") as target:
                    for data in chunks(source):
                        target.write(data)
                path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        yield fresh
    finally:
        shutil.rmtree(folder)


@contextmanager
def exchanged(fresh: Path, present: Path):
    """Gives a function that puts the fresh folder in place; undone if what follows fails."""
    aside = fresh.with_name("before")

    def exchange() -> None:
        if present.exists():
            present.rename(aside)
        fresh.rename(present)

    try:
        yield exchange
    except BaseException:
        if not fresh.exists():
            present.rename(fresh)
        if aside.exists():
            aside.rename(present)
        raise


def empty_tables() -> None:
    """All rows out, sessions too: the people they belong to may be others now."""
    tables = [
        each
        for each in connection.introspection.django_table_names(only_existing=True, include_views=False)
        if each != "django_migrations"
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=False):
            cursor.execute(statement)


def load_rows(archive: zipfile.ZipFile, model) -> None:
    """Rows exactly as they were, computed keys and hours of saving included."""
    with archive.open(member_of(model)) as raw:
        lines = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        for row in serializers.deserialize("jsonl", lines):
            row.save(force_insert=True)


def reset_sequences() -> None:
    """The next number of each table follows the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), apps.get_models(include_auto_created=True)
        ):
            cursor.execute(statement)


def check_counts(manifest: dict) -> None:
    """As many rows as the list says. Raises Damaged."""
    for model in models_in(manifest):
        label = model._meta.label_lower
        if model._base_manager.count() != manifest["counts"][label]:
            raise Damaged(f"Số dòng của {label} sau khi nạp không khớp với bản sao lưu.")
