"""The backup archive: a zip with every row as JSON lines, every file, and a list of what must be in it.

    manifest.json              version, migrations, rows per table, size and SHA-256 of every member
    database/<app.model>.jsonl  one row a line, as Django serializes it
    files/<path>               what stands under MEDIA_ROOT

Rows, not a dump of one database: an archive made on SQLite can be restored on PostgreSQL and back.
Sessions and the log of failed sign-ins stay out: whoever holds an archive must not come in with it.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
MANIFEST = "manifest.json"
ROWS, FILES = "database/", "files/"
LEFT_OUT = frozenset({"sessions", "axes"})
CHUNK = 1024 * 1024
# Migrations younger than archives whose rows fit all the same: they change names in the database, or add a field
# that a row without it fills with its default. What criteria.0009 does to rows, restore does to an older archive's.
FITS_WITHOUT = frozenset(
    {
        "awards.0017_names_of_the_law_table",
        "awards.0018_two_laws_on_one_list",
        "awards.0019_form_of_address_put_right",
        "awards.0020_form_of_address_of_members",
        "awards.0021_once_and_again",
        "awards.0022_who_changed_a_draft",
        "awards.0023_households",
        "campaigns.0008_stretches_of_a_regime",
        "campaigns.0017_households",
        "criteria.0011_households",
        "dossiers.0008_households",
        "campaigns.0009_life_of_a_campaign",
        "campaigns.0010_reviewed_texts",
        "campaigns.0011_answers",
        "campaigns.0012_first_day",
        "campaigns.0013_accountant",
        "campaigns.0014_called_as_today",
        "campaigns.0016_place_before_the_day",
        "campaigns.0015_plan_as_read",
        "criteria.0009_codes_as_compared",
        "dossiers.0006_unit_as_printed",
        "criteria.0010_called_as_today",
        "dossiers.0007_note_named_by_who_may_not_read",
        "office.0011_working_saturdays",
        "office.0012_names_of_posts",
    }
)
YOUNGER = frozenset(
    {"office.postnames"}
)  # tables of those migrations: an older archive holds none, so they stay empty


class ExactEncoder(DjangoJSONEncoder):
    """Keeps a moment to the microsecond; Django's own cuts it to milliseconds."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Damaged(Exception):
    """The archive is not what its list says, or no archive at all; the sentence says which part."""


def models_kept() -> list:
    """Every table of rows an archive holds, in a fixed order."""
    kept = [each for each in apps.get_models() if each._meta.app_label not in LEFT_OUT]
    return sorted((each for each in kept if each._meta.managed), key=lambda each: each._meta.label_lower)


def models_in(manifest: dict) -> list:
    """The tables this archive holds rows of: all, but for those younger than the archive.

    Raises KeyError where a table is lacking that was there when it was made.
    """
    return [
        each
        for each in models_kept()
        if each._meta.label_lower not in YOUNGER or each._meta.label_lower in manifest["counts"]
    ]


def member_of(model) -> str:
    return f"{ROWS}{model._meta.label_lower}.jsonl"


def migrations_of(connection) -> list[str]:
    """The applied migrations as "app.name": a restore needs the same ones."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def as_of_now(migrations: list[str]) -> set[str]:
    """An archive's migrations as this version counts them: all that were folded into one are that one too."""
    counted = set(migrations)
    for (app, name), each in MigrationLoader(None).replacements.items():
        if counted >= {".".join(replaced) for replaced in each.replaces}:
            counted.add(f"{app}.{name}")
    return counted | FITS_WITHOUT


class HashingWriter:
    """Writes text or bytes into a member and sums up what passed."""

    def __init__(self, stream):
        self.stream, self.sha256, self.size, self.lines = stream, hashlib.sha256(), 0, 0

    def write(self, data: str | bytes) -> None:
        raw = data.encode() if isinstance(data, str) else data
        self.stream.write(raw)
        self.sha256.update(raw)
        self.size += len(raw)
        self.lines += raw.count(b"\n")

    @property
    def entry(self) -> dict:
        return {"size": self.size, "sha256": self.sha256.hexdigest()}


def chunks(stream) -> Iterator[bytes]:
    while data := stream.read(CHUNK):
        yield data


def read_manifest(archive: zipfile.ZipFile) -> dict:
    """The list of an archive. Raises Damaged if it has none that can be read."""
    try:
        manifest = json.loads(archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise Damaged(
                f"Bản sao lưu có định dạng {manifest['format']}, phiên bản này chỉ đọc được {FORMAT}."
            )
        return {key: manifest[key] for key in ("format", "made_at", "migrations", "counts", "members")}
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Damaged("Tệp này không phải bản sao lưu của hệ thống, hoặc đã hỏng phần đầu mục.") from error


def check_members(archive: zipfile.ZipFile, manifest: dict) -> None:
    """Every member is on the list, whole, unchanged, with all its rows, and nothing else. Raises Damaged."""
    names = [each for each in archive.namelist() if each != MANIFEST]
    tables = {
        member_of(model): manifest["counts"].get(model._meta.label_lower) for model in models_in(manifest)
    }
    for name in {*names, *manifest["members"]}:
        _check_path(name)
    if len(set(archive.namelist())) != len(archive.namelist()):
        raise Damaged("Bản sao lưu có hai tệp trùng tên.")
    if sorted(names) != sorted(manifest["members"]) or not tables.keys() <= set(names):
        raise Damaged("Bản sao lưu thiếu hoặc thừa tệp so với danh mục của nó.")
    for name in names:
        found = HashingWriter(_Nowhere())
        try:
            with archive.open(name) as stream:
                for data in chunks(stream):
                    found.write(data)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise Damaged(f"Bản sao lưu bị hỏng ở tệp {name}.") from error
        if found.entry != manifest["members"][name]:
            raise Damaged(f"Bản sao lưu bị hỏng: tệp {name} không khớp mã SHA-256.")
        if name in tables and found.lines != tables[name]:
            raise Damaged(f"Bản sao lưu bị hỏng: {name} không đủ số dòng ghi trong danh mục.")


def _check_path(name: str) -> None:
    """A member stays inside its folder when unpacked; "files//x" would not: less "files/" it is "/x"."""
    path = PurePosixPath(name)
    inside = name.startswith((ROWS, FILES)) and len(path.parts) > 1
    if not inside or path.as_posix() != name or ".." in path.parts or "\\" in name:
        raise Damaged(f"Bản sao lưu chứa đường dẫn không hợp lệ: {name}.")


class _Nowhere:
    def write(self, data: bytes) -> None:
        """Only the sum is wanted."""


def files_under(root: Path) -> Iterator[tuple[str, Path]]:
    """(member name, path) of every file kept, in a fixed order; passing over what is being written."""
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield FILES + path.relative_to(root).as_posix(), path
