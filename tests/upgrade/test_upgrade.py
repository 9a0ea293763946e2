"""An installation of before is carried over to this version with nothing lost.

before.sqlite3.xz, before.sql.xz and before.backup hold the same rehearsal beside a sample campaign, as the last version
before all migrations of a room were folded into one left them: the SQLite file, the dump of PostgreSQL
(pg_dump --inserts --no-owner --no-privileges) and the archive, whose files but two were taken out.
"""

import json
import lzma
import re
import zipfile
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from awards.models import BonusRate, Certificate, Decision, FundAccount, FundEntry
from campaigns.enums import Role
from campaigns.models import LegalRegime, Membership
from phuong6.office.models import Move
from phuong6.site.management.commands.migrate import STEP

HERE = Path(__file__).parent
ARCHIVE = HERE / "before.backup"
LAST = {
    ("awards", "0016_corrected_names"),
    ("campaigns", "0007_how_the_council_votes"),
    ("criteria", "0008_imports_undone"),
    ("dossiers", "0005_facts_as_evidence"),
    ("office", "0010_words_and_frozen_version_of_printouts"),
}
FOLDED = {app for app, _ in LAST}
# What later versions added beside it, with what every row of before has there.
ADDED: dict[str, dict] = {
    "awards.award": {"corrected_honorific": ""},
    "awards.awardcorrection": {"honorific": ""},
    "awards.councilmember": {"honorific": ""},
    "awards.fundentry": {"repeat_reason": "", "once": ""},
    "awards.recovery": {"once": ""},
    "awards.decision": {"two_laws_reason": "", "changed_by": []},
    "campaigns.campaign": {
        "status": "open",
        "reviewed": {},
        "answers": {},
        "plan_reading": {},
        "households": False,
        "index_floor": "80.00",
        "index_enough": "83.00",
    },
    "campaigns.ward": {"first_day": {}},
    "campaigns.collective": {"is_household": False},
    "campaigns.legalregime": {"title": "", "last_day": None, "later_bases": "", "new_law_day": None},
    "dossiers.nominee": {"unit_name": ""},
    "office.holiday": {"is_worked": False},
}
NEW_TABLES = (
    "office.postnames",
)  # empty after the upgrade; Django enters their names in two tables of its own


@pytest.fixture(scope="module")
def beside(django_db_setup, django_db_blocker, tmp_path_factory):
    """A connection to a second database: a file, or one more on the same server."""
    own = connections["default"]
    file = own.vendor == "sqlite"
    name = str(tmp_path_factory.mktemp("x") / "x.sqlite3") if file else f"{own.settings_dict['NAME']}_before"
    other = type(own)({**own.settings_dict, "NAME": name}, "default")
    if file:
        yield other
        return
    with django_db_blocker.unblock():
        execute(own, f"DROP DATABASE IF EXISTS {name}")
        execute(own, f"CREATE DATABASE {name}")
    yield other
    with django_db_blocker.unblock():
        execute(own, f"DROP DATABASE {name}")


@pytest.fixture
def before(transactional_db, beside):
    """The database of before stands in place of the tests' own."""
    kept = HERE / ("before.sqlite3.xz" if beside.vendor == "sqlite" else "before.sql.xz")
    data = lzma.decompress(kept.read_bytes())
    if beside.vendor == "sqlite":
        Path(beside.settings_dict["NAME"]).write_bytes(data)
    else:
        execute(beside, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        execute(
            beside, re.sub(r"^\\.*$", "", data.decode(), flags=re.MULTILINE)
        )  # what only psql understands
        beside.close()  # the dump leaves the search path empty
    own, connections["default"] = connections["default"], beside
    ContentType.objects.clear_cache()
    yield
    beside.close()
    connections["default"] = own
    ContentType.objects.clear_cache()


def execute(database, sql: str, params=None) -> list[tuple]:
    with database.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def every_row() -> dict[str, list[dict]]:
    """Each table as it lies in the database, whatever the models of today think of it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608  names of our own tables
            columns = [each[0] for each in cursor.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def with_added(rows: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The rows of before as they stand in this version: nothing changed, what was added holds its first value."""
    added = {
        label.replace(".", "_"): {
            name: json.dumps(value)
            if isinstance(value, dict | list)
            else Decimal(value)
            if isinstance(value, str) and re.fullmatch(r"\d+\.\d+", value)
            else value
            for name, value in fields.items()
        }
        for label, fields in ADDED.items()
    }
    new = {label.replace(".", "_"): [] for label in NEW_TABLES}
    return new | {table: [row | added.get(table, {}) for row in found] for table, found in rows.items()}


def without_new_names(rows: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The rows without what Django enters of each new table: its content type, and that one's permissions."""
    types = {
        row["id"] for row in rows["django_content_type"] if f"{row['app_label']}.{row['model']}" in NEW_TABLES
    }
    own = {
        "django_content_type": [row for row in rows["django_content_type"] if row["id"] not in types],
        "auth_permission": [row for row in rows["auth_permission"] if row["content_type_id"] not in types],
    }
    return rows | own


def rows_of_before() -> dict[str, list[dict]]:
    """The rows of the archive of before as an archive of this version holds them."""
    found = {f"database/{label}.jsonl": [] for label in NEW_TABLES} | rows_in(ARCHIVE)
    for label, fields in ADDED.items():
        for row in found[f"database/{label}.jsonl"]:
            row["fields"] |= fields
    return found


def schema() -> set[tuple]:
    """Tables, columns, constraints, indexes and counters by name and meaning; the order within a table set aside."""
    if connection.vendor == "sqlite":
        return {
            (name, *sorted(re.split(r', (?="|CONSTRAINT)', " ".join(sql.removesuffix(")").split()))))
            for name, sql in execute(connection, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        }
    asked = """
        SELECT table_name, column_name, data_type, character_maximum_length::text, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', '', ''
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT tablename, indexname, indexdef, '', '', '', '' FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT sequencename, data_type::text, '', '', '', '', '' FROM pg_sequences WHERE schemaname = 'public'
    """
    return {
        (table, name, without_casts(meaning), *more)
        for table, name, meaning, *more in execute(connection, asked)
    }


def without_casts(meaning: str) -> str:
    """A dump read back writes 'a'::varchar::text where the database first wrote ('a'::varchar)::text."""
    return re.sub(r"::(text|character varying)(\[\])?|[()]", "", meaning)


def applied() -> set[tuple[str, str]]:
    return set(execute(connection, "SELECT app, name FROM django_migrations"))


def forget(app: str, name: str) -> None:
    """As if the database had never come to this migration."""
    MigrationRecorder(connection).record_unapplied(app, name)


def migrate() -> None:
    call_command("migrate", verbosity=0)


def rows_in(archive: Path) -> dict[str, list[dict]]:
    """The archive's rows; what Django enters of a new table left out, as in `without_new_names`."""
    with zipfile.ZipFile(archive) as opened:
        found = {
            name: [json.loads(line) for line in opened.read(name).decode().splitlines()]
            for name in opened.namelist()
            if name.startswith("database/")
        }
    types, permissions = "database/contenttypes.contenttype.jsonl", "database/auth.permission.jsonl"
    new = {
        row["pk"]
        for row in found[types]
        if f"{row['fields']['app_label']}.{row['fields']['model']}" in NEW_TABLES
    }
    return found | {
        types: [row for row in found[types] if row["pk"] not in new],
        permissions: [row for row in found[permissions] if row["fields"]["content_type"] not in new],
    }


def backup(file: Path) -> Path:
    call_command("backup", file, stdout=StringIO(), stderr=StringIO())
    return file


def test_every_row_stays_as_it_was(before, tmp_path):
    rows = every_row()
    assert sum(map(len, rows.values())) > 1700
    assert applied() >= LAST
    migrate()
    after = every_row()
    steps, steps_before = after.pop("django_migrations"), rows.pop("django_migrations")
    assert steps[: len(steps_before)] == steps_before
    assert len(steps) > len(steps_before)
    assert without_new_names(after) == with_added(rows)
    assert rows_in(backup(tmp_path / "sau.backup")) == rows_of_before()
    again = every_row()
    migrate()
    assert every_row() == again


def test_an_upgraded_database_and_a_new_one_are_the_same(transactional_db, request):
    fresh, migrations = schema(), applied()
    request.getfixturevalue("before")
    assert len(fresh) > 350
    migrate()
    assert schema() == fresh
    assert applied() == migrations


def test_work_goes_on_where_it_stopped(before, client):
    migrate()
    assert client.get("/healthz").json()["migrations"] is True
    papers = Decision.objects.exclude(paper=None).order_by("pk").values_list("kind", "paper__kind")
    assert list(papers) == [("award", "decision"), ("revocation", "revocation")]
    valid = Certificate.objects.filter(status="valid").first()
    assert valid.award.name in client.get(reverse("verify-token", args=[valid.token])).content.decode()
    moved = Move.objects.filter(content_type=ContentType.objects.get_for_model(Decision)).last()
    assert moved.subject in Decision.objects.all()
    for account in FundAccount.objects.all():
        numbers = (
            FundEntry.objects.filter(campaign=account.campaign)
            .order_by("number")
            .values_list("number", flat=True)
        )
        assert list(numbers) == list(range(1, account.last_number + 1))


def test_money_that_noi_vu_wrote_keeps_her_name_and_waits_for_an_accountant(before, client):
    """Reading stays open to her; the start page says who can appoint, and whoever is appointed goes on."""
    migrate()
    officers = {each.user for each in Membership.objects.filter(role=Role.INTERNAL_AFFAIRS)}
    lines = FundEntry.objects.exclude(campaign__is_sample=True)
    assert lines.count() > 3
    assert {each.by for each in lines} <= officers
    decision = Decision.objects.get(kind="award")
    fund, pay = reverse("fund"), reverse("decision-pay", args=[decision.pk])
    officer = decision.created_by
    client.force_login(officer)
    client.post(reverse("choose-campaign"), {"campaign": decision.campaign_id})
    assert "Chưa có ai giữ vai trò Kế toán" in client.get("/").content.decode()
    shown = client.get(fund)
    assert shown.status_code == 200
    assert "Chưa có ai giữ vai trò Kế toán" in shown.content.decode()
    assert lines.first().text in shown.content.decode()
    assert (client.post(fund, {}).status_code, client.get(pay).status_code) == (403, 403)
    appointed = get_user_model().objects.create(username="moi", full_name="Mới Được Giao")
    Membership.objects.create(user=appointed, role=Role.ACCOUNTANT)
    client.force_login(appointed)
    client.post(reverse("choose-campaign"), {"campaign": decision.campaign_id})
    asked = client.get(pay)
    assert asked.status_code == 200
    owed = [each.pk for each in asked.context["owed"]]
    assert len(owed) == 1
    given = {"day": "20/12/2023", "awards": owed, "seen_signed": "on", "voucher": "PC 90"}
    assert client.post(pay, given).status_code == 302
    assert FundEntry.objects.get(voucher="PC 90").by == appointed


def test_the_law_in_force_its_rates_and_its_log_stay_tied_together(before):
    """Its table stood in awards once and was taken over with its rows."""
    migrate()
    last = LegalRegime.objects.order_by("pk").last().pk
    old = LegalRegime.objects.get(code="nd-91-2017")
    assert (old.decree[:26], old.rounding) == ("Nghị định số 91/2017/NĐ-CP", "up")
    assert {rate.regime for rate in BonusRate.objects.all()} == set(LegalRegime.objects.all())
    assert {decision.regime for decision in Decision.objects.all()} <= set(LegalRegime.objects.all())
    types = ContentType.objects.filter(model="legalregime")
    assert [each.app_label for each in types] == ["campaigns"]
    assert types.get().permission_set.count() == 4
    tables = connection.introspection.table_names()
    assert "campaigns_legalregime" in tables
    assert "awards_legalregime" not in tables
    with connection.cursor() as cursor:
        keys = connection.introspection.get_constraints(cursor, "awards_bonusrate").values()
    assert ("campaigns_legalregime", "id") in [each["foreign_key"] for each in keys]
    new = LegalRegime.objects.create(
        code="moi", name="Mới", decree="Mới", from_day=date(2040, 1, 1), rounding="up"
    )
    assert new.pk > last


def test_a_database_of_an_earlier_version_is_refused_before_the_first_step(before):
    """Half carried over would be worse than not at all: it is told which version comes between."""
    for app, name in sorted(LAST):
        forget(app, name)
        rows, tables = every_row(), schema()
        with pytest.raises(CommandError, match=f"{app}.{name}") as refused:
            migrate()
        vietnamese, english = str(refused.value).split("\n")
        assert "Chưa có gì bị thay đổi" in vietnamese
        assert f"git checkout {STEP} && make setup SAMPLE=0" in vietnamese
        assert f"git checkout {STEP} && make setup SAMPLE=0" in english
        assert (every_row(), schema()) == (rows, tables)
        MigrationRecorder(connection).record_applied(app, name)
    migrate()


def test_a_database_from_the_first_days_is_refused_too(before):
    for app, name in applied():
        if app in FOLDED and name > "0004":
            forget(app, name)
    with pytest.raises(CommandError, match="Chưa có gì bị thay đổi"):
        migrate()


@pytest.mark.django_db(transaction=True)
def test_an_archive_of_before_comes_back_row_for_row_and_byte_for_byte(tmp_path, settings):
    call_command("restore", ARCHIVE, stdout=StringIO())
    assert rows_in(backup(tmp_path / "sau.backup")) == rows_of_before()
    with zipfile.ZipFile(ARCHIVE) as opened:
        kept = {name: opened.read(name) for name in opened.namelist() if name.startswith("files/")}
    assert len(kept) == 2
    assert all((Path(settings.MEDIA_ROOT) / name[6:]).read_bytes() == data for name, data in kept.items())


def test_an_archive_of_before_waits_for_the_upgrade_and_then_replaces_what_stands_there(before, tmp_path):
    rows = every_row()
    with pytest.raises(CommandError, match="chạy migrate"):
        call_command("restore", ARCHIVE, "--replace")
    assert every_row() == rows
    migrate()
    Move.objects.all().delete()
    call_command("restore", ARCHIVE, "--replace", stdout=StringIO())
    assert rows_in(backup(tmp_path / "sau.backup")) == rows_of_before()


@pytest.mark.django_db(transaction=True)
def test_an_archive_of_an_earlier_version_is_refused(tmp_path):
    earlier = tmp_path / "truoc-nua.backup"
    with zipfile.ZipFile(ARCHIVE) as old, zipfile.ZipFile(earlier, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(data)
                manifest["migrations"].remove("awards.0016_corrected_names")
                data = json.dumps(manifest)
            new.writestr(name, data)
    with pytest.raises(CommandError, match=r"awards\.0001_squashed"):
        call_command("restore", earlier)
    assert not Move.objects.exists()
