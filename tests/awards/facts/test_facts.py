"""Shipped national facts beside those of the ward: shown, taken over, logged; what was issued stays and is listed."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.urls import reverse

from awards.facts.comparing import State, compared
from awards.facts.sums import amounts_on, other_sums
from awards.facts.taking import take_all_untouched, take_over
from awards.models import BaseSalary, BonusRate, Decision
from campaigns.models import LegalRegime
from phuong6.office.models import Holiday, PostNames
from phuong6.office.workflow import Refused
from tests.awards import decision_scene as scene

pytestmark = pytest.mark.usefixtures("national")

REGIME = "legalregime:nd-152-2025"
PAGE = "/khen-thuong/du-kien-chung/"


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def former():
    """NĐ 152/2025 as the version before shipped it: no rounding, no last day."""
    LegalRegime.objects.filter(code="nd-152-2025").update(rounding="none", last_day=None)
    return LegalRegime.objects.get(code="nd-152-2025")


def fact(code: str):
    return next(each for each in compared() if each.fact.code == code)


def edited(client, cuc, regime, **changed):
    """Nội vụ changes the regime in the admin."""
    client.force_login(cuc)
    address = reverse("admin:campaigns_legalregime_change", args=[regime.pk])
    form = client.get(address).context["adminform"].form
    typed = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    typed = {name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for name, value in typed.items()}
    rates = list(regime.rates.order_by("pk"))
    typed |= {"rates-TOTAL_FORMS": len(rates), "rates-INITIAL_FORMS": len(rates)}
    for n, rate in enumerate(rates):
        typed |= {f"rates-{n}-id": rate.pk, f"rates-{n}-regime": regime.pk, f"rates-{n}-kind": rate.kind}
        typed |= {f"rates-{n}-rate": str(rate.rate), f"rates-{n}-article": rate.article}
    response = client.post(address, {k: v for k, v in (typed | changed).items() if v is not False})
    assert response.status_code == 302, response.context["errors"]


def test_a_fresh_installation_has_every_fact_as_shipped():
    assert {each.state for each in compared()} == {State.SAME}
    assert not any(each.touched for each in compared())
    assert len(compared()) == sum(
        model.objects.count() for model in (LegalRegime, BonusRate, BaseSalary, Holiday, PostNames)
    )


def test_what_is_missing_and_what_differs_is_told_field_by_field(former):
    Holiday.objects.filter(day=date(2026, 11, 24)).delete()
    assert fact("holiday:2026-11-24").state == State.NEW
    found = fact(REGIME)
    assert (found.state, found.touched) == (State.DIFFERS, False)
    assert [(each.field, each.ours, each.shipped) for each in found.differences] == [
        ("last_day", "để trống", "28/02/2027"),
        ("rounding", "Không làm tròn", "Làm tròn lên"),
    ]
    assert "Điều 49 khoản 2" in found.fact.source


def test_one_fact_is_taken_over_and_logged_with_who_and_what(former, cuc):
    take_over(REGIME, by=cuc)
    former.refresh_from_db()
    assert (former.rounding, former.last_day) == ("up", date(2027, 2, 28))
    line = LogEntry.objects.get()
    assert line.user == cuc
    assert line.change_message.endswith("Không làm tròn → Làm tròn lên")
    assert (fact(REGIME).state, fact(REGIME).touched) == (State.SAME, False)
    with pytest.raises(Refused, match="đã giống"):
        take_over(REGIME, by=cuc)
    with pytest.raises(Refused, match="không có dữ kiện này"):
        take_over("legalregime:khac", by=cuc)


def test_what_a_person_changed_is_left_out_of_all_and_taken_only_by_name(former, cuc, client):
    edited(client, cuc, former, rounding="nearest")
    BaseSalary.objects.filter(from_day=date(2026, 7, 1)).update(amount=2_500_000)
    assert fact(REGIME).touched
    assert not fact("bonusrate:nd-152-2025:individual").touched
    assert [each.fact.code for each in take_all_untouched(by=cuc)] == ["basesalary:2026-07-01"]
    assert BaseSalary.objects.get(from_day=date(2026, 7, 1)).amount == 2_530_000
    former.refresh_from_db()
    assert former.rounding == "nearest"
    take_over(REGIME, by=cuc)
    assert (fact(REGIME).state, fact(REGIME).touched) == (State.SAME, False)


def test_a_rate_changed_inside_its_regime_counts_as_touched(former, cuc, client):
    edited(client, cuc, former, **{"rates-0-rate": "0.35"})
    rate = former.rates.order_by("pk").first()
    assert rate.rate == Decimal("0.35")
    assert fact(f"bonusrate:nd-152-2025:{rate.kind}").touched
    assert not fact(REGIME).touched
    take_all_untouched(by=cuc)
    rate.refresh_from_db()
    assert rate.rate == Decimal("0.35")


def test_a_regime_comes_with_its_rates_when_both_are_missing(cuc):
    LegalRegime.objects.filter(code="nd-152-2025").delete()
    with pytest.raises(Refused, match="lấy chế độ pháp lý trước"):
        take_over("bonusrate:nd-152-2025:individual", by=cuc)
    assert len(take_all_untouched(by=cuc)) == 4
    assert {each.state for each in compared()} == {State.SAME}


def test_a_row_of_the_ward_s_own_in_its_place_is_told_and_nothing_is_written(cuc):
    LegalRegime.objects.filter(code="nd-152-2025").update(code="cua-phuong")
    with pytest.raises(Refused, match="Nghị định 152/2025/NĐ-CP: "):
        take_over(REGIME, by=cuc)
    assert not LogEntry.objects.exists()


# --- page and command ---------------------------------------------------------------------------------


def test_the_page_shows_and_takes_over(former, cuc, client):
    client.force_login(cuc)
    page = client.get(PAGE).content.decode()
    assert "phường đang dùng “Không làm tròn”, bộ kèm phần mềm “Làm tròn lên”" in page
    assert "Điều 49 khoản 2" in page
    after = client.post(f"{PAGE}lay/", {"fact": REGIME, "seen": fact(REGIME).seen}, follow=True)
    assert "Đã lấy theo bộ kèm phần mềm: Nghị định 152/2025/NĐ-CP." in after.content.decode()
    assert "Mọi dữ kiện chung đều giống bộ kèm phần mềm." in after.content.decode()


def test_all_that_nobody_touched_by_one_press(former, cuc, client):
    Holiday.objects.filter(day__year=2026).delete()
    client.force_login(cuc)
    assert "Lấy tất cả dữ kiện chưa ai sửa" in client.get(PAGE).content.decode()
    after = client.post(f"{PAGE}lay-tat-ca/", follow=True).content.decode()
    assert "Đã lấy theo bộ kèm phần mềm 17 dữ kiện chưa ai sửa." in after
    assert Holiday.objects.filter(day__year=2026).count() == 16


def test_what_was_changed_since_the_page_was_shown_is_not_overwritten(former, cuc, client):
    client.force_login(cuc)
    seen = fact(REGIME).seen
    LegalRegime.objects.filter(pk=former.pk).update(rounding="nearest")
    after = client.post(f"{PAGE}lay/", {"fact": REGIME, "seen": seen}, follow=True).content.decode()
    assert "vừa được sửa" in after
    former.refresh_from_db()
    assert former.rounding == "nearest"


def test_who_reads_and_who_takes_over(former, an, thu, hoa, dung, kien, boss, client):
    for person in (an, thu, hoa, dung, kien, boss):
        client.force_login(person)
        assert client.get(PAGE).status_code == (200 if person == dung else 403)
        assert client.post(f"{PAGE}lay/", {"fact": REGIME}).status_code == 403
        assert client.post(f"{PAGE}lay-tat-ca/").status_code == 403
    client.force_login(dung)
    assert "Lấy dữ kiện này" not in client.get(PAGE).content.decode()
    former.refresh_from_db()
    assert former.rounding == "none"


def test_the_command_shows_and_takes_over_in_somebody_s_name(former, cuc):
    out = StringIO()
    call_command("national_facts", stdout=out)
    assert f"{REGIME}  Nghị định 152/2025/NĐ-CP: khác" in out.getvalue()
    assert "Không làm tròn → Làm tròn lên" in out.getvalue()
    with pytest.raises(CommandError, match="--by"):
        call_command("national_facts", "--take-untouched")
    with pytest.raises(CommandError, match="không có dữ kiện này"):
        call_command("national_facts", "--take", "khac", "--by", cuc.username)
    out = StringIO()
    call_command("national_facts", "--take", REGIME, "--by", cuc.username, stdout=out)
    assert "Đã lấy: Nghị định 152/2025/NĐ-CP" in out.getvalue()
    assert LogEntry.objects.get().user == cuc


# --- drafts and issued decisions ----------------------------------------------------------------------


def test_the_sums_of_the_shipped_facts():
    assert amounts_on(date(2023, 12, 31)) == {"individual": 270_000, "collective": 540_000}
    assert amounts_on(date(2025, 6, 30)) == {"individual": 360_000, "collective": 710_000}
    today = {"individual": 760_000, "collective": 1_520_000, "household": 1_140_000}
    assert amounts_on(date(2025, 7, 1)) == {
        "individual": 710_000,
        "collective": 1_410_000,
        "household": 1_060_000,
    }
    assert amounts_on(date(2027, 2, 28)) == today
    assert amounts_on(date(2027, 3, 1)) == amounts_on(date(2017, 6, 30)) == {}
    assert amounts_on(date(2027, 3, 1), "nd-152-2025") == today


def test_a_draft_on_an_outdated_fact_says_so_before_and_after_it_is_taken_over(people, cuc, client):
    LegalRegime.objects.filter(code="nd-91-2017").update(rounding="none")
    BaseSalary.objects.filter(from_day=date(2023, 7, 1)).update(amount=1_790_000)
    decision = scene.drafted(*people)
    assert decision.total == 537_000 + 2 * 268_500
    client.force_login(cuc)
    address = f"/khen-thuong/{decision.pk}/"
    page = client.get(address).content.decode()
    assert "Nghị định 91/2017/NĐ-CP: khác bộ dữ kiện kèm phần mềm (làm tròn" in page
    assert "Lương cơ sở từ 01/07/2023: khác bộ dữ kiện kèm phần mềm (mức lương cơ sở" in page
    take_all_untouched(by=cuc)
    page = client.get(address).content.decode()
    assert "khác bộ dữ kiện" not in page
    assert "(1.074.000 đồng) tính theo dữ kiện cũ; theo dữ kiện hiện nay là 1.080.000 đồng" in page
    client.post(f"{address}danh-sach/", {"planned_on": "05/12/2023", "chosen": ids(decision)})
    assert "dữ kiện cũ" not in client.get(address).content.decode()
    assert Decision.objects.get().total == 1_080_000


def ids(decision) -> list[int]:
    return list(decision.awards.values_list("nominee", flat=True))


def test_an_issued_decision_stays_and_is_listed_with_the_other_sum(people, cuc, dung, client):
    LegalRegime.objects.filter(code="nd-91-2017").update(rounding="none")
    BaseSalary.objects.filter(from_day=date(2023, 7, 1)).update(amount=1_790_000)
    decision = scene.issued(dung, *people)
    take_all_untouched(by=cuc)
    (row,) = other_sums()
    assert (row.decision, row.total, row.more) == (decision, 1_080_000, 6_000)
    client.force_login(cuc)
    page = client.get(PAGE).content.decode()
    assert "Quyết định đã ban hành có số tiền khác" in page
    assert "1.074.000 đồng" in page
    assert "1.080.000 đồng" in page
    decision.refresh_from_db()
    assert decision.total == 1_074_000
    out = StringIO()
    call_command("national_facts", stdout=out)
    assert f"{decision}: đã ban hành 1.074.000 đồng, theo bộ kèm phần mềm 1.080.000 đồng." in out.getvalue()


def test_a_decision_with_the_right_sum_is_not_listed(people, dung):
    scene.issued(dung, *people)
    assert other_sums() == []


def test_the_page_asks_the_database_the_same_however_much_is_listed(
    people, cuc, dung, client, django_assert_num_queries
):
    scene.issued(dung, *people)
    client.force_login(cuc)
    client.get(PAGE)
    with django_assert_num_queries(14):
        client.get(PAGE)
    LegalRegime.objects.update(rounding="none")
    with django_assert_num_queries(14):
        client.get(PAGE)
