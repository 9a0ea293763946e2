"""Setting a ward up: what is loaded once, what is never overwritten, what every role finds to do."""

import re
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from awards.models import BaseSalary, Council, CouncilMeeting, CouncilMember
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Official, Signer, Unit, Ward
from campaigns.people.lists import read_list
from campaigns.people.resources import carry_out, judge_now
from criteria.enums import ResultStatus
from criteria.measuring.obligations import cells
from criteria.measuring.standing import Standing
from criteria.models import Criterion, InspectionPhoto, ReformIndex, ResultEvidence, TargetResult
from criteria.registers.known_people import civil_servants
from dossiers.checks import deadline_for
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Dossier, Nominee
from phuong6.office.models import Holiday, IssuedPaper, Move, NumberSeries, StoredFile
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import Refused
from phuong6.site.scenes import first_accounts, sample_dossiers
from phuong6.site.scenes.sample_campaign import Calendar
from phuong6.site.scenes.sample_ward import merge

pytestmark = pytest.mark.django_db


def set_up(*options: str) -> str:
    out = StringIO()
    call_command("setup_ward", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def administrator(monkeypatch):
    monkeypatch.setenv("ADMIN_USERNAME", "lan")
    monkeypatch.setenv("ADMIN_FULL_NAME", "Trương Thị Lan")
    monkeypatch.setenv("ADMIN_PASSWORD", "Mot-mat-khau-dai-2023")


# --- Loading never overwrites ------------------------------------------------------------------------


def test_what_people_edited_stays_when_fixtures_are_loaded_again(national):
    call_command("loaddata", "plan-2023", verbosity=0)
    Unit.objects.filter(code="khom-1").update(address="12 đường Số 1")
    criterion = Criterion.objects.get(kind="collective", order=1)
    criterion.text = "Nội dung phường đã sửa"
    criterion.save()
    BaseSalary.objects.filter(from_day=date(2026, 7, 1)).update(verified=True)
    call_command("loaddata", "national", "plan-2023", verbosity=0)
    criterion.refresh_from_db()
    assert criterion.text == "Nội dung phường đã sửa"
    assert Unit.objects.get(code="khom-1").address == "12 đường Số 1"
    assert BaseSalary.objects.get(from_day=date(2026, 7, 1)).verified


def test_a_row_that_is_missing_is_added_with_its_computed_keys(national):
    call_command("loaddata", "plan-2023", verbosity=0)
    Unit.objects.get(code="khom-6").collectives.all().delete()
    Unit.objects.filter(code="khom-6").delete()
    call_command("loaddata", "plan-2023", verbosity=0)
    unit = Unit.objects.get(code="khom-6")
    assert unit.search_key == "ban nhan dan khom 6"
    assert unit.sort_key


# --- A clean ward ------------------------------------------------------------------------------------


def test_a_clean_ward_has_facts_plan_and_one_administrator(administrator):
    assert "lan" in set_up("--clean")
    assert list(Campaign.objects.values_list("code", flat=True)) == ["CCHC-2023"]
    assert Holiday.objects.exists()
    user = get_user_model().objects.get()
    assert user.check_password("Mot-mat-khau-dai-2023")
    assert not user.is_sample
    assert not user.is_superuser
    assert list(user.memberships.values_list("role", flat=True)) == [Role.ADMINISTRATOR]


def test_the_second_time_nobody_is_asked(administrator, monkeypatch):
    set_up("--clean")
    monkeypatch.delenv("ADMIN_PASSWORD")
    assert "Người quản trị: lan." in set_up("--clean")


def test_what_the_office_deleted_of_the_plan_does_not_come_back(administrator):
    set_up("--clean")
    Campaign.objects.get().texts.filter(section="recipient").delete()
    set_up("--clean")
    assert not Campaign.objects.get().texts_of("recipient")


def test_without_a_terminal_and_a_password_the_sentence_says_what_to_do(monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match="ADMIN_PASSWORD"):
        set_up("--clean")
    assert not get_user_model().objects.exists()


def test_a_weak_password_is_refused_with_the_reason(administrator, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "12345678")
    with pytest.raises(CommandError, match="ật khẩu"):
        set_up("--clean")
    assert not get_user_model().objects.exists()


def test_at_a_terminal_a_mistyped_password_is_asked_for_again(monkeypatch, capsys):
    class Terminal(StringIO):
        def isatty(self):
            return True

    answers = iter(["", "Trương Thị Lan", "lan", "Trương Thị Lan"])
    secrets = iter(["Mot-mat-khau-dai", "Mot-mat-khau-khac", "Mot-mat-khau-dai", "Mot-mat-khau-dai"])
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr(first_accounts, "getpass", lambda _: next(secrets))
    set_up("--clean")
    assert "không giống nhau" in capsys.readouterr().out
    assert get_user_model().objects.get().username == "lan"


def test_a_name_left_blank_is_refused_at_the_terminal_too(administrator, monkeypatch):
    monkeypatch.setenv("ADMIN_FULL_NAME", "")
    with pytest.raises(CommandError):
        set_up("--clean")


# --- The sample --------------------------------------------------------------------------------------


@pytest.fixture
def blank_papers(monkeypatch):
    """Printing eight papers takes seconds; one test below prints them."""
    page = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(page)
    monkeypatch.setattr(sample_dossiers, "render_pdf", lambda *_: page.getvalue())


@pytest.fixture
def sample(blank_papers) -> Campaign:
    set_up("--sample")
    return Campaign.objects.get(is_sample=True)


def test_the_sample_stands_beside_the_plan_and_says_what_it_is(sample):
    assert sample.name.endswith("(MẪU)")
    assert sample.mark == "MẪU"
    assert Campaign.objects.first() == sample  # the newest, so the one in hand
    assert not Campaign.objects.get(code="CCHC-2023").dossiers.exists()
    assert sample.criteria.count() == 9
    assert "năm 2023" not in " ".join(each.text for each in sample.texts.all())


def test_the_second_set_up_adds_nothing_and_takes_less_than_two_seconds(sample):
    before = [model.objects.count() for model in (Dossier, Move, StoredFile, Official, Membership)]
    start = time.perf_counter()
    told = set_up("--sample")
    assert time.perf_counter() - start < 2
    assert [model.objects.count() for model in (Dossier, Move, StoredFile, Official, Membership)] == before
    assert first_accounts.SAMPLE_PASSWORD in told


def test_every_account_is_printed_with_its_role_and_something_to_try(sample):
    told = set_up("--sample")
    users = get_user_model().objects.all()
    assert {each.username for each in users} == set(first_accounts.SAMPLE_TASKS)
    for user in users:
        assert f"  {user.username} " in told
        assert user.is_sample
        assert user.check_password(first_accounts.SAMPLE_PASSWORD)
        assert user.memberships.exists()
    assert "đã đổi mật khẩu" not in told


def test_every_role_has_somebody_and_units_have_two(sample):
    held = list(Membership.objects.values_list("role", flat=True))
    assert set(held) == set(Role.values)
    assert held.count(Role.UNIT) >= 2
    assert held.count(Role.INTERNAL_AFFAIRS) == 2


def test_a_changed_password_stays_and_is_told(sample):
    user = get_user_model().objects.get(username="noivu")
    user.set_password("Mat-khau-rieng-9")
    user.save()
    told = set_up("--sample")
    assert told.count("đã đổi mật khẩu") == 1
    user.refresh_from_db()
    assert user.check_password("Mat-khau-rieng-9")


def test_units_are_at_every_stage(sample):
    states = dict(Dossier.objects.values_list("unit__code", "status"))
    assert states == {
        "to-1": DossierStatus.DRAFT,
        "to-2": DossierStatus.SUBMITTED,
        "to-3": DossierStatus.APPRAISED,
    }
    registered = set(sample.participations.values_list("unit__code", flat=True))
    assert registered == {"to-1", "to-2", "to-3", "co-quan"}


def test_reports_stand_everywhere(sample):
    """Verified, waiting, sent back, in draft and missing, so that no page of progress is empty."""
    assert set(TargetResult.objects.values_list("status", flat=True)) == set(ResultStatus.values)
    standings = {each.standing for each in cells(sample)}
    assert standings >= {Standing.MET, Standing.NOT_MET, Standing.WAITING}
    counted = TargetResult.objects.filter(target__kind="share")
    assert {each.target.code for each in counted} >= {"one-stop-on-time", "documents-online", "training-data"}
    assert all(result.evidence.exists() for result in TargetResult.objects.filter(done=True))
    assert all(
        result.evidence.exists() for result in counted.filter(denominator__gt=0).exclude(status="draft")
    )


def test_the_training_target_is_of_as_many_people_as_the_training_register_counts(sample):
    reported = TargetResult.objects.filter(target__code__startswith="training")
    staff = civil_servants(sample).count()
    assert {each.denominator for each in reported} == {staff}


def test_inspections_are_put_right_being_put_right_and_to_come(sample):
    found = dict(sample.inspections.values_list("unit__code", "status"))
    assert found == {"to-3": "closed", "to-1": "concluded", "to-2": "planned"}
    assert InspectionPhoto.objects.filter(after=True).exists()


def test_the_council_can_meet(sample):
    meeting = CouncilMeeting.objects.get()
    assert meeting.held_at > timezone.now()
    assert meeting.items.count() == Nominee.objects.filter(status=NomineeStatus.ELIGIBLE).count() == 2
    assert meeting.attendances.count() == 9
    council = Council.objects.get()
    assert not council.members.filter(user=None).exists()
    assert council.members.filter(official__unit__kind="neighbourhood").exists()


def test_chairman_and_deputy_may_sign(sample):
    today = timezone.localdate()
    assert {each.on_behalf for each in Signer.objects.all() if each.in_force(today)} == {"", "KT. CHỦ TỊCH"}
    assert CouncilMember.objects.get(seat="chair").name == sample.chairman_name


def test_figures_and_money_are_marked_as_sample(sample):
    figures = ReformIndex.objects.all()
    assert {each.year for each in figures} == set(sample.index_years)
    assert all(each.is_sample for each in figures)
    assert "mẫu" in sample.fund_entries.get().text


def test_papers_and_proofs_are_real_pages_as_pdf():
    set_up("--sample")
    papers = StoredFile.objects.filter(extension="pdf")
    assert papers.count() == 8 + ResultEvidence.objects.count()
    for stored in papers:
        with stored.file.open() as data, pikepdf.open(data) as pdf:
            assert len(pdf.pages) == stored.pages
            assert "/Font" in pdf.pages[0].Resources


def test_real_series_are_untouched(sample):
    assert IssuedPaper.objects.exists()
    assert all("MẪU" in each.full_number for each in IssuedPaper.objects.all())


def test_everything_happened_in_order_and_before_now(sample):
    now = timezone.now()
    for dossier in Dossier.objects.all():
        moments = [dossier.created_at]
        if dossier.received_at:
            moments += [dossier.minutes.held_at, dossier.received_at]
        if dossier.appraised_at:
            moments.append(dossier.appraised_at)
        assert moments == sorted(moments)
        assert moments[-1] < now
    assert all(each.at < now for each in Move.objects.all())


def test_no_sample_beside_real_dossiers(administrator):
    set_up("--clean")
    campaign, unit = Campaign.objects.get(), Unit.objects.first()
    Dossier.objects.create(campaign=campaign, unit=unit, created_by=get_user_model().objects.get())
    with pytest.raises(CommandError, match="SAMPLE=0"):
        set_up("--sample")
    assert not Campaign.objects.filter(is_sample=True).exists()
    assert not get_user_model().objects.filter(is_sample=True).exists()


def test_no_sample_account_takes_over_a_real_one(administrator, monkeypatch):
    monkeypatch.setenv("ADMIN_USERNAME", "noivu")
    set_up("--clean")
    with pytest.raises(CommandError, match="noivu"):
        set_up("--sample")
    assert get_user_model().objects.get().check_password("Mot-mat-khau-dai-2023")


def test_a_clean_ward_without_dossiers_may_still_take_the_sample(administrator, blank_papers):
    set_up("--clean")
    set_up("--sample")
    assert Campaign.objects.filter(is_sample=True).exists()
    assert Membership.objects.filter(user__username="lan").count() == 1


def test_the_offices_own_index_figures_are_not_touched(administrator, blank_papers):
    set_up("--clean")
    year = timezone.localdate().year
    ReformIndex.objects.create(
        ward=Ward.objects.get(), year=year - 1, value="77.7", source_document="Bảng xếp hạng"
    )
    set_up("--sample")
    assert ReformIndex.objects.filter(value="77.7", is_sample=False).exists()


# --- The sample's calendar, whatever the day of installing -------------------------------------------

DAYS = [
    date(2026, 3, 2),  # a Monday two weeks after Tết
    date(2026, 2, 23),  # the first working day after Tết
    date(2026, 2, 18),  # in the middle of Tết
    date(2026, 5, 3),  # a Sunday after four days off
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2028, 2, 29),
]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_samples_days_fit_the_day_of_installing(national, today):
    calendar = Calendar.around(today)
    assert timedelta(days=42) <= today - calendar.launched <= timedelta(days=54)
    assert calendar.ends_on == today + timedelta(days=7)
    assert timedelta(days=21) <= calendar.too_late_on - today <= timedelta(days=26)
    for day in (calendar.launched, calendar.too_late_on, calendar.workday(8), calendar.workday(-1)):
        assert day.weekday() < 5
        assert day not in calendar.holidays
    assert calendar.launched < calendar.workday(19) < calendar.workday(1) < today < calendar.workday(-1)


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2026, 2, 18)], ids=str)
def test_the_sample_can_be_made_on_any_day(national, blank_papers, today):
    with time_machine.travel(datetime(today.year, today.month, today.day, 1, tzinfo=UTC), tick=True):
        set_up("--sample")
        sample = Campaign.objects.get(is_sample=True)
        assert sample.year == sample.plan_day.year
        assert all(deadline_for(sample, each.unit) > timezone.now() for each in sample.dossiers.all())
        assert Nominee.objects.filter(status=NomineeStatus.ELIGIBLE, without_figures=False).count() == 2


# --- The office's own list goes on top ---------------------------------------------------------------


def test_the_offices_list_ends_with_twelve_units_and_53_people(national):
    call_command("loaddata", "plan-2023", verbosity=0)
    ward = Ward.objects.get()
    listed = read_list(Path("tests/samples/danh-sach-can-bo.xlsx").read_bytes())
    written = carry_out(judge_now(listed, ward=ward, today=timezone.localdate()), ward=ward, kinds={})
    assert written.changed == []
    assert (Unit.objects.count(), Official.objects.count()) == (12, 53)


# --- The sample is a ward of today -------------------------------------------------------------------

OLD = re.compile(
    r"Phường 6|thành phố Cao Lãnh|Nội vụ|Thống kê|Tài chính - Kế toán|[Kk]hóm|KHÓM|91/2017|98/2023|2023|Thành phố"
)


def test_the_sample_is_a_merged_ward_under_two_levels_and_the_plan_of_2023_stays_beside_it(sample):
    ward, plan = Ward.objects.get(), Campaign.objects.get(code="CCHC-2023")
    assert (ward.ward_name, ward.superior_name) == (
        "Ủy ban nhân dân phường Tháp Sen",
        "Ủy ban nhân dân tỉnh Đồng Tháp",
    )
    assert (plan.ward_name, plan.superior_name) == (
        "Ủy ban nhân dân Phường 6",
        "Ủy ban nhân dân thành phố Cao Lãnh",
    )
    assert sample.ward_name == ward.ward_name
    assert not NumberSeries.objects.filter(notation__endswith="-NV").exists()
    active = ward.units.filter(is_active=True)
    assert {each.code for each in active} == {"to-1", "to-2", "to-3", "to-4", "co-quan", "mat-tran", "phu-nu"}


def test_no_text_of_the_sample_says_an_old_word(sample, recorded_posts):
    said = [sample.name, sample.achievement_line, *(each.text for each in sample.texts.all())]
    said += [each.text for each in sample.areas.all()] + [each.text for each in sample.criteria.all()]
    for target in sample.targets.all():
        said += [target.name, target.numerator, target.denominator, target.evidence]
    said += [each.position for each in Official.objects.filter(unit__is_active=True)]
    said += [each.position for each in CouncilMember.objects.all()]
    assert [each for each in said if OLD.search(each)] == []


def test_no_paper_about_the_sample_says_an_old_word(sample, recorded_posts):
    dossiers = Dossier.objects.filter(campaign=sample)
    nominees = Nominee.objects.filter(campaign=sample)
    subjects = [sample, *dossiers, *nominees, *CouncilMeeting.objects.all(), *sample.inspections.all()]
    drawn = set()
    for subject in subjects:
        for kind in KINDS.values():
            if kind.model == subject._meta.label and not kind.missing(subject):
                with suppress(Refused):  # minutes of a meeting that has not been held
                    assert OLD.findall(str(kind.paper(subject))) == [], kind.key
                    drawn.add(kind.key)
    assert len(drawn) >= 10, drawn


def test_a_ward_that_has_other_names_already_keeps_them(national):
    call_command("loaddata", "plan-2023", verbosity=0)
    Ward.objects.update(ward_name="Ủy ban nhân dân phường Sông Tiền")
    merge(Ward.objects.get())
    assert Ward.objects.get().ward_name == "Ủy ban nhân dân phường Sông Tiền"
    assert not Unit.objects.filter(is_active=False).exists()
