"""What is backed up comes back: every row and every file, or nothing at all."""

import hashlib
import json
import re
import shutil
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from campaigns.models import Exemplar, Unit
from phuong6.office.models import Move, StoredFile
from phuong6.site.management import archive
from phuong6.site.management.archive import models_kept
from phuong6.site.management.commands import backup, restore
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def every_row() -> dict[str, list]:
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in models_kept()
        if model is not ContentType
    }


def every_file() -> dict[str, bytes]:
    root = Path(restore.settings.MEDIA_ROOT)
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def say(command: str, *arguments) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def clear() -> None:
    """A freshly migrated installation: no rows, no files."""
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(restore.settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def office(campaign, unit, other_unit, an, cuc):
    """A campaign with a dossier in review, files and a log."""
    make.in_review(campaign, unit, an, cuc)
    Exemplar.objects.create(campaign=campaign, title="Gương tốt", summary="Dòng một\ndòng\u2028hai", by=cuc)
    Session.objects.create(session_key="secret", session_data="x", expire_date=timezone.now())
    return campaign


@pytest.fixture
def kept(office, tmp_path) -> Path:
    file = tmp_path / "dem.backup"
    say("backup", file)
    return file


def test_a_whole_sample_campaign_comes_back_row_for_row_and_byte_for_byte(tmp_path):
    say("setup_ward", "--sample")
    rows, files = every_row(), every_file()
    assert len(files) == StoredFile.objects.count() > 0
    told = say("backup", tmp_path / "mau.backup")
    assert f"{len(files)} tệp" in told
    clear()
    assert not get_user_model().objects.exists()
    say("restore", tmp_path / "mau.backup")
    assert every_row() == rows
    assert every_file() == files
    for stored in StoredFile.objects.all():
        with stored.file.open() as data:
            assert hashlib.sha256(data.read()).hexdigest() == stored.sha256


def test_work_goes_on_after_a_restore(kept, campaign):
    clear()
    say("restore", kept)
    unit = Unit.objects.get(code="khom-2")
    person = make.user("moi", "Người Mới", "unit", unit)
    last = Move.objects.order_by("pk").last().pk
    dossier = make.submitted(campaign, unit, person)
    assert dossier.receipts.get().paper.number == 2
    assert Move.objects.order_by("pk").last().pk > last
    assert Move.objects.order_by("pk").last().subject == dossier


def test_moments_keep_their_microseconds(office, tmp_path):
    at = datetime(2023, 11, 14, 16, 59, 59, 999999, tzinfo=UTC)
    Move.objects.update(at=at)
    say("backup", tmp_path / "a.backup")
    clear()
    say("restore", tmp_path / "a.backup")
    assert set(Move.objects.values_list("at", flat=True)) == {at}


def test_sessions_do_not_leave_the_house(kept):
    with zipfile.ZipFile(kept) as opened:
        assert not [name for name in opened.namelist() if "session" in name or "axes" in name]
    say("restore", kept, "--replace")
    assert not Session.objects.exists()


def test_the_list_names_hash_size_and_rows_of_every_part(kept):
    with zipfile.ZipFile(kept) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        for name, entry in manifest["members"].items():
            data = opened.read(name)
            assert entry == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert manifest["counts"]["dossiers.dossier"] == 1
    assert manifest["database"] == connection.vendor
    assert kept.stat().st_mode & 0o077 == 0, "only its owner reads an archive"


def test_a_database_in_use_is_refused_unless_told_to_replace(kept, office):
    rows, files = every_row(), every_file()
    Unit.objects.update(address="Sửa sau khi sao lưu")
    with pytest.raises(CommandError, match="--replace"):
        say("restore", kept)
    assert Unit.objects.filter(address="Sửa sau khi sao lưu").exists()
    say("restore", kept, "--replace")
    assert every_row() == rows
    assert every_file() == files


def test_files_alone_make_an_installation_not_empty(kept):
    call_command("flush", interactive=False, verbosity=0)
    with pytest.raises(CommandError, match="--replace"):
        say("restore", kept)


def rewritten(kept: Path, change) -> Path:
    """The archive with `change(name, data)` applied to each member; None leaves it out."""
    other = kept.with_name("khac.backup")
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return other


def with_manifest(kept: Path, change) -> Path:
    def edit(name, data):
        if name != "manifest.json":
            return data
        manifest = json.loads(data)
        change(manifest)
        return json.dumps(manifest)

    return rewritten(kept, edit)


def drop_a_file(name, data):
    return None if name.startswith("files/") else data


def change_a_row(name, data):
    return data.replace(b"khom-1", b"khom-9") if name == "database/campaigns.unit.jsonl" else data


def change_a_file(name, data):
    return data + b" " if name.startswith("files/") else data


@pytest.mark.parametrize("change", [drop_a_file, change_a_row, change_a_file])
def test_an_archive_that_is_not_what_its_list_says_is_refused_before_anything_is_touched(kept, change):
    broken = rewritten(kept, change)
    rows, files = every_row(), every_file()
    with pytest.raises(CommandError, match="Bản sao lưu"):
        say("restore", broken, "--replace")
    assert every_row() == rows
    assert every_file() == files


def test_an_archive_cut_short_is_refused(kept):
    kept.write_bytes(kept.read_bytes()[:-500])
    with pytest.raises(CommandError, match="cắt ngang"):
        say("restore", kept, "--replace")


def test_any_other_zip_is_refused(tmp_path):
    other = tmp_path / "anh.zip"
    with zipfile.ZipFile(other, "w") as opened:
        opened.writestr("anh.txt", "xin chào")
    with pytest.raises(CommandError, match="không phải bản sao lưu"):
        say("restore", other)


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="Không tìm thấy"):
        say("restore", tmp_path / "khong-co.backup")


def test_rows_fewer_than_counted_are_refused(kept):
    broken = with_manifest(kept, lambda manifest: manifest["counts"].update({"campaigns.unit": 99}))
    with pytest.raises(CommandError, match="không đủ số dòng"):
        say("restore", broken, "--replace")


def test_another_versions_archive_is_refused(kept):
    broken = with_manifest(kept, lambda manifest: manifest["migrations"].remove("dossiers.0001_initial"))
    with pytest.raises(CommandError, match=re.escape("dossiers.0001_initial")):
        say("restore", broken, "--replace")


def with_member(kept: Path, name: str) -> Path:
    """The archive with one more member, listed as it should be."""
    entry = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    other = with_manifest(kept, lambda manifest: manifest["members"].update({name: entry}))
    with zipfile.ZipFile(other, "a") as opened:
        opened.writestr(name, b"x")
    return other


@pytest.mark.parametrize(
    "name",
    [
        "files/../../ra-ngoai",
        "files/../ra-ngoai",
        "files//{}/ra-ngoai",
        "files/./ra-ngoai",
        "files/a//ra-ngoai",
    ],
)
def test_a_path_that_leads_outside_is_refused(kept, tmp_path, name):
    rows, files = every_row(), every_file()
    broken = with_member(kept, name.format(str(tmp_path).strip("/")))
    with pytest.raises(CommandError, match="đường dẫn không hợp lệ"):
        say("restore", broken, "--replace")
    assert not list(tmp_path.rglob("ra-ngoai"))
    assert (every_row(), every_file()) == (rows, files)


def test_unpacking_itself_never_leaves_its_folder(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(restore, "check_members", lambda *_: None)
    with pytest.raises(CommandError, match="đường dẫn không hợp lệ"):
        say("restore", with_member(kept, f"files/{tmp_path}/ra-ngoai"), "--replace")
    assert not list(tmp_path.rglob("ra-ngoai"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["files/x", "manifest.json"])
def test_two_members_of_one_name_are_refused(kept, name):
    broken = with_member(kept, "files/x")
    with zipfile.ZipFile(broken, "a") as opened:
        opened.writestr(name, opened.read(name))
    with pytest.raises(CommandError, match="trùng tên"):
        say("restore", broken, "--replace")


@pytest.mark.parametrize("where", ["load_rows", "check_counts", "reset_sequences"])
def test_a_restore_that_breaks_half_way_leaves_everything_as_it_was(kept, monkeypatch, where):
    rows, files = every_row(), every_file()

    def power_cut(*_):
        raise archive.Damaged("mất điện")

    monkeypatch.setattr(restore, where, power_cut)
    with pytest.raises(CommandError, match="mất điện"):
        say("restore", kept, "--replace")
    assert every_row() == rows
    assert every_file() == files
    root = Path(restore.settings.MEDIA_ROOT)
    assert not list(root.parent.glob(".restore-*")), "nothing is left lying about"


def test_files_go_back_if_the_last_step_fails(kept, monkeypatch):
    rows, files = every_row(), every_file()

    def full():
        raise DatabaseError("disk full")

    monkeypatch.setattr(connections["default"], "_commit", full)
    with pytest.raises(CommandError, match="disk full"):
        say("restore", kept, "--replace")
    monkeypatch.undo()
    assert every_row() == rows
    assert every_file() == files


def test_a_backup_that_fails_leaves_the_earlier_archive_alone(kept, monkeypatch):
    before = kept.read_bytes()

    def full(stream):
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "write_archive", full)
    with pytest.raises(CommandError, match="No space left"):
        say("backup", kept)
    assert kept.read_bytes() == before
    assert not list(kept.parent.glob("*.part"))


def test_a_file_the_rows_speak_of_but_nobody_has_is_told(office, tmp_path):
    stored = StoredFile.objects.first()
    Path(stored.file.path).unlink()
    told = say("backup", tmp_path / "b.backup")
    assert stored.file.name in told
    assert "Cảnh báo" in told


def test_a_folder_that_is_not_there_is_said_so(office, tmp_path):
    with pytest.raises(CommandError, match="Không có thư mục"):
        say("backup", tmp_path / "khong" / "b.backup")
