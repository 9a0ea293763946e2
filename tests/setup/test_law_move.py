"""The law in force moved from awards to campaigns: an office that already works with it loses nothing."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from campaigns.law import law_bases, regime_on
from phuong6.lib.vietnamese import BLANK
from phuong6.office.workflow import Refused

BEFORE = [("awards", "0004_signer_title_keeps_its_lines"), ("campaigns", "0002_initial")]
AFTER = [("awards", "0005_law_stands_in_campaigns"), ("campaigns", "0003_law_stands_in_campaigns")]


def migrate(targets):
    """Bring the database to these migrations; the models as they were there."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def an_office_from_before(transactional_db):
    """A database as it stood before the move, brought back to the newest afterwards."""
    ContentType.objects.clear_cache()
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    ContentType.objects.clear_cache()


def the_law_of_before(apps):
    """A regime with a rate, as typed before the move."""
    regime = apps.get_model("awards", "LegalRegime").objects.create(
        code="nd-91-2017",
        name="Nghị định 91/2017/NĐ-CP",
        decree="Nghị định số 91/2017/NĐ-CP",
        from_day=date(2017, 10, 1),
        rounding="up",
        law_bases="Luật Thi đua, Khen thưởng",
        verified=True,
    )
    apps.get_model("awards", "BonusRate").objects.create(
        regime=regime, kind="individual", rate="0.15", article="Điều 73"
    )
    types = apps.get_model("contenttypes", "ContentType").objects
    types.filter(app_label__in=["awards", "campaigns"], model="legalregime").delete()
    return regime.pk, types.create(app_label="awards", model="legalregime").pk


def test_rows_rates_keys_and_the_log_stay_tied_to_it_on_the_way_there_and_back(an_office_from_before):
    """One walk over all migrations: each way takes a minute."""
    pk, type_pk = the_law_of_before(an_office_from_before)
    apps = migrate(AFTER)
    regime = apps.get_model("campaigns", "LegalRegime").objects.get()
    assert (regime.pk, regime.code, regime.rounding, regime.verified) == (pk, "nd-91-2017", "up", True)
    assert apps.get_model("awards", "BonusRate").objects.get().regime.name == "Nghị định 91/2017/NĐ-CP"
    renamed = apps.get_model("contenttypes", "ContentType").objects.get(model="legalregime")
    assert (renamed.pk, renamed.app_label) == (type_pk, "campaigns")
    tables = connection.introspection.table_names()
    assert "campaigns_legalregime" in tables
    assert "awards_legalregime" not in tables
    with connection.cursor() as cursor:
        keys = connection.introspection.get_constraints(cursor, "awards_bonusrate").values()
    assert ("campaigns_legalregime", "id") in [each["foreign_key"] for each in keys]
    assert migrate(BEFORE).get_model("awards", "LegalRegime").objects.get().pk == pk


@pytest.mark.usefixtures("national")
def test_a_paper_cites_the_law_of_its_own_day():
    assert regime_on(date(2023, 12, 31)).code == "nd-91-2017"
    assert regime_on(date(2024, 1, 1)).code == "nd-98-2023"
    old, new = law_bases(date(2023, 12, 31)), law_bases(date(2024, 1, 1))
    assert all(line.startswith("Căn cứ ") for line in old + new)
    assert "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003" in old
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in new


@pytest.mark.django_db
def test_no_law_recorded_is_a_dotted_line_on_paper_and_a_refusal_elsewhere():
    assert law_bases(date(2023, 12, 31)) == ("Căn cứ " + BLANK * 6,)
    with pytest.raises(Refused, match="31/12/2023"):
        regime_on(date(2023, 12, 31))
