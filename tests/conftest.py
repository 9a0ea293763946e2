"""The cast, and what every test can count on: own files, a fast hash, a real database.

The cast (tests read like scenes of the office):
  an     – speaks for BND Khóm 1          em    – speaks for another unit, must see nothing of An's
  cuc    – the Nội vụ officer             cam   – a second Nội vụ officer
  thu    – Văn phòng - Thống kê           van   – Văn hóa - Xã hội
  dung   – the chairman                   phuc  – his deputy with a signing record
  tam    – the accountant
  hoa    – a member of the council        kien  – the administrator
  outsider – signed in, no role at all    boss  – a superuser with no role
"""

import gc
import os
from datetime import date
from functools import lru_cache
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from awards.models import BaseSalary, BonusRate
from campaigns.enums import Role
from campaigns.models import LegalRegime
from phuong6.office import posts as names_of_posts
from phuong6.office.models import Holiday, NumberSeries, PostNames
from tests import factories as make

# How long an example takes says something of the machine, nothing of the rule.
hypothesis.settings.register_profile("office", deadline=None)
hypothesis.settings.load_profile("office")

COPIES = pytest.StashKey[list]()  # one for each worker


def pytest_configure(config):
    """SQLite tests use a file: two people pressing at once need two connections and real locks."""
    database = settings.DATABASES["default"]
    suffix = os.environ.get("PYTEST_DB_SUFFIX", "")
    if database["ENGINE"].endswith("sqlite3"):
        folder = Path(database["NAME"]).parent
        folder.mkdir(parents=True, exist_ok=True)
        database.setdefault("TEST", {})["NAME"] = str(folder / f"test{suffix}.sqlite3")
    else:
        database.setdefault("TEST", {})["NAME"] = f"test_phuong6{suffix}"
        database["CONN_MAX_AGE"] = 0  # a browser test's server must let go before the database is dropped


def asks_the_database(item) -> bool:
    asking = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
    return bool(asking or item.get_closest_marker("django_db"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """`-m database` chooses the tests for which it matters which database answers."""
    for item in items:
        if asks_the_database(item) and not item.get_closest_marker("once"):
            item.add_marker("database")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What is loaded by now stays: the garbage collector need not walk over it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def make_database(config) -> None:
    """Every migration once. Ids start above a thousand, each table at its own thousand.

    An id printed with the thousands' point ("1.593") or taken from another table is found by every test.
    """
    keep = config.getoption("reuse_db") and not config.getoption("create_db")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.auto_field]
    with connection.cursor() as cursor:
        for number, table in enumerate(tables, 1):
            start_ids_at(cursor, table, 1000 * number + 1)
    connection.close()


def drop_database(config) -> None:
    keep = config.getoption("reuse_db")
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0, keepdb=keep)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Before a worker starts: a copy of the database for it alone. The first time, the database itself."""
    creation, name = connection.creation, node.workerinput["workerid"]
    copies = node.config.stash.setdefault(COPIES, [])
    with node.config.stash[blocking_manager_key].unblock():
        if not copies:
            make_database(node.config)
        if connection.vendor == "sqlite":  # what a killed run has left would be played into the copy
            for rest in ("-wal", "-shm"):
                Path(creation.get_test_db_clone_settings(name)["NAME"] + rest).unlink(missing_ok=True)
        creation.clone_test_db(name, verbosity=0)
        copies.append(name)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config):
    """After the workers have ended."""
    copies = config.stash.get(COPIES, [])
    if copies:
        with config.stash[blocking_manager_key].unblock():
            for name in copies:
                connection.creation.destroy_test_db(verbosity=0, suffix=name)
            drop_database(config)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """A worker's copy; without workers, a database made here."""
    worker, database = os.environ.get("PYTEST_XDIST_WORKER"), connection.settings_dict
    with django_db_blocker.unblock():
        if worker:
            database["NAME"] = database["TEST"]["NAME"]
            database["NAME"] = connection.creation.get_test_db_clone_settings(worker)["NAME"]
        else:
            make_database(request.config)
    yield
    with django_db_blocker.unblock():
        connection.close()
        if not worker:
            drop_database(request.config)


def start_ids_at(cursor, table: str, first: int) -> None:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, first])
        return
    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first - 1])


@pytest.fixture(scope="session")
def shared_by_workers(tmp_path_factory) -> Path:
    """A folder of this run that all its workers see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def recorded_posts():
    """Posts and offices are called as the database says; load `national` for the two shipped sets."""


@pytest.fixture(autouse=True)
def own_surroundings(request, settings, tmp_path, monkeypatch):
    """No test touches the files of this installation, guesses passwords slowly or sends mail."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PUBLIC_URL = ""
    settings.AXES_ENABLED = False
    settings.WHITENOISE_AUTOREFRESH = (
        True  # looks for a file when asked, instead of listing all for each client
    )
    cache.clear()  # wrong passwords typed in one test are not held against the next
    names_of_posts.forget()
    if (
        "recorded_posts" not in request.fixturenames
    ):  # posts are called as in the plan; nobody asks the database
        monkeypatch.setattr(names_of_posts, "_recorded", lru_cache(lambda _at: ()))
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(scope="session")
def national_rows():
    """What `loaddata national` wrote the first time, by model in the order of their keys; see `national`."""
    return {}


@pytest.fixture
def national(db, national_rows):
    """Number series, regimes, rates and salaries as shipped (fixtures/national.json), with the same ids in each test."""
    if national_rows:
        for model, rows in national_rows.items():
            model._base_manager.bulk_create(rows)
        return
    call_command("loaddata", "national", verbosity=0)
    for model in (NumberSeries, Holiday, PostNames, LegalRegime, BonusRate, BaseSalary):
        national_rows[model] = list(model._base_manager.all())


@pytest.fixture
def ward(national):
    return make.WardFactory()


@pytest.fixture
def campaign(ward):
    """The 2023 campaign with its own dates: dossiers before 15/11/2023 00:00."""
    campaign = make.CampaignFactory(ward=ward)
    make.criteria_for(campaign)
    return campaign


@pytest.fixture
def unit(ward):
    return make.UnitFactory(ward=ward, name="Ban nhân dân Khóm 1", code="khom-1")


@pytest.fixture
def other_unit(ward):
    return make.UnitFactory(ward=ward, name="Ban nhân dân Khóm 2", code="khom-2")


@pytest.fixture
def an(unit):
    return make.user("an", "Lê Thị An", Role.UNIT, unit)


@pytest.fixture
def em(other_unit):
    return make.user("em", "Phan Văn Em", Role.UNIT, other_unit)


@pytest.fixture
def cuc(db):
    return make.user("cuc", "Võ Thị Cúc", Role.INTERNAL_AFFAIRS)


@pytest.fixture
def cam(db):
    return make.user("cam", "Bùi Thị Cam", Role.INTERNAL_AFFAIRS)


@pytest.fixture
def thu(db):
    return make.user("thu", "Đặng Minh Thư", Role.OFFICE_STATISTICS)


@pytest.fixture
def van(db):
    return make.user("van", "Hồ Thanh Vân", Role.CULTURE)


@pytest.fixture
def dung(ward):
    """The chairman, with the record under which he signs."""
    chairman = make.user("dung", "Ngô Văn Dũng", Role.CHAIRMAN)
    make.SignerFactory(ward=ward, user=chairman, name=chairman.full_name)
    return chairman


@pytest.fixture
def phuc(ward):
    """A deputy who signs KT. CHỦ TỊCH while his record is in force."""
    deputy = make.user("phuc", "Lý Hữu Phúc", Role.CHAIRMAN)
    make.SignerFactory(
        ward=ward, user=deputy, name=deputy.full_name, title="PHÓ CHỦ TỊCH", on_behalf="KT. CHỦ TỊCH"
    )
    return deputy


@pytest.fixture
def tam(db):
    """The same person who fills the fund in the scenes."""
    return make.accountant()


@pytest.fixture
def hoa(db):
    return make.user("hoa", "Trần Ngọc Hòa", Role.COUNCIL)


@pytest.fixture
def kien(db):
    return make.user("kien", "Đỗ Trung Kiên", Role.ADMINISTRATOR)


@pytest.fixture
def outsider(db):
    return make.user("outsider", "Người Không Vai Trò")


@pytest.fixture
def boss(db):
    """An IT superuser: signs in, but must not be able to act for anybody."""
    person = make.user("boss", "Người Cài Máy")
    person.is_superuser = person.is_staff = True
    person.save()
    return person


@pytest.fixture
def in_time() -> date:
    """A day on which a dossier is on time."""
    return date(2023, 11, 10)
