"""Who may open which table of the admin, what each list costs, and what nobody may change."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse

from campaigns.enums import Role
from campaigns.models import Exemplar, Membership, Official, Participation, Signer, Unit
from criteria.models import ReformArea, Target
from phuong6.office.models import Holiday, Move, NumberSeries
from tests import factories as make
from tests.criteria import results as scene

ROLES = ("an", "cuc", "thu", "van", "hoa", "dung", "kien", "outsider", "boss")

# The table by hand: page → who may look at the list, who may add.
# an đơn vị, cuc Nội vụ, thu thống kê, van văn hóa, hoa hội đồng, dung chủ tịch, kien quản trị.
READERS = "cuc thu dung kien"
TABLE = {
    "phuong6/user": ("kien", "kien"),
    "campaigns/membership": ("kien", "kien"),
    "campaigns/ward": (READERS, ""),
    "campaigns/unit": (f"{READERS} van", "cuc"),
    "campaigns/official": (READERS, "cuc"),
    "campaigns/campaign": (f"{READERS} van", "cuc"),
    "campaigns/participation": (READERS, "cuc"),
    "campaigns/signer": (READERS, "kien"),
    "campaigns/exemplar": (f"{READERS} van", ""),
    "criteria/reformarea": (READERS, "cuc"),
    "criteria/target": (READERS, "cuc"),
    "criteria/targetresult": ("cuc thu dung", ""),
    "criteria/criterion": (READERS, "cuc"),
    "office/holiday": (READERS, "cuc"),
    "office/numberseries": (READERS, "kien"),
    "office/issuedpaper": (READERS, ""),
    "office/move": ("cuc dung", ""),
    "admin/logentry": ("cuc dung kien", ""),
}


@pytest.fixture
def cast(request, campaign, unit):
    """Everybody, by name."""
    return {name: request.getfixturevalue(name) for name in ROLES}


@pytest.mark.parametrize("page", TABLE)
def test_only_the_roles_of_the_table_open_a_page(client, cast, page):
    lookers, adders = (set(names.split()) for names in TABLE[page])
    for name, user in cast.items():
        client.force_login(user)
        shown = client.get(f"/quan-tri/{page}/").status_code
        assert (shown == 200) == (name in lookers), f"{name} sees {page}: {shown}"
        added = client.get(f"/quan-tri/{page}/add/").status_code
        assert (added == 200) == (name in adders), f"{name} adds to {page}: {added}"


@pytest.mark.parametrize("page", TABLE)
def test_a_guest_is_sent_to_sign_in(client, db, page):
    assert client.get(f"/quan-tri/{page}/")["Location"].startswith("/dang-nhap/?next=")


def test_a_superuser_without_a_role_has_no_desk(client, boss):
    client.force_login(boss)
    assert client.get("/quan-tri/", follow=True).redirect_chain[-1][0] == reverse("home")


# --- what each list costs --------------------------------------------------------------------------


def units(campaign, cuc, n):
    make.UnitFactory(ward=campaign.ward)


def officials(campaign, cuc, n):
    make.OfficialFactory(unit=make.UnitFactory(ward=campaign.ward))


def participations(campaign, cuc, n):
    Participation.objects.create(campaign=campaign, unit=make.UnitFactory(ward=campaign.ward), by=cuc)


def signers(campaign, cuc, n):
    Signer.objects.create(
        ward=campaign.ward, user=make.UserFactory(), name="A", title="B", from_day=date(2023, 1, 1)
    )


def exemplars(campaign, cuc, n):
    Exemplar.objects.create(campaign=campaign, title=f"Gương {n}", summary="Tóm tắt", by=make.UserFactory())


def targets(campaign, cuc, n):
    area = ReformArea.objects.create(campaign=campaign, code=f"a{n}", order=n, name=f"Lĩnh vực {n}")
    Target.objects.create(
        campaign=campaign, area=area, code=f"t{n}", order=n, name=f"Chỉ tiêu {n}", threshold=80
    )


def results(campaign, cuc, n):
    unit = make.UnitFactory(ward=campaign.ward)
    speaker = make.user(f"bao-cao-{n}", f"Người Báo {n}", "unit", unit)
    scene.join(campaign, unit, speaker)
    scene.report(campaign, unit, scene.share_target(campaign, code=f"s{n}", order=n), speaker)


def campaigns(campaign, cuc, n):
    make.CampaignFactory(ward=campaign.ward, code=f"c-{n}")


def holidays(campaign, cuc, n):
    Holiday.objects.create(day=date(2033, 1, n + 1), name="Nghỉ")


def moves(campaign, cuc, n):
    unit = make.UnitFactory(ward=campaign.ward)
    make.submitted(campaign, unit, make.user(f"khom{n}", f"Người Khóm {n}", "unit", unit))


def accounts(campaign, cuc, n):
    Membership.objects.create(user=make.UserFactory(), role="unit", unit=make.UnitFactory(ward=campaign.ward))


COSTS = [
    ("campaigns/unit", units, "cuc", 7),
    ("campaigns/official", officials, "cuc", 8),
    ("campaigns/participation", participations, "cuc", 8),
    ("campaigns/signer", signers, "kien", 7),
    ("campaigns/exemplar", exemplars, "cuc", 8),
    ("campaigns/campaign", campaigns, "cuc", 7),
    ("criteria/target", targets, "cuc", 8),
    ("criteria/targetresult", results, "cuc", 7),
    ("office/holiday", holidays, "cuc", 9),
    ("office/move", moves, "cuc", 9),
    ("phuong6/user", accounts, "kien", 9),
    ("campaigns/membership", accounts, "kien", 7),
]


@pytest.mark.parametrize("cost", COSTS, ids=[row[0] for row in COSTS])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_however_long(client, campaign, request, django_assert_num_queries, cost, rows):
    page, add, who, queries = cost
    officer = request.getfixturevalue(who)
    for n in range(rows):
        add(campaign, officer, n)
    client.force_login(officer)
    client.get(f"/quan-tri/{page}/")  # content types are remembered from here on
    with django_assert_num_queries(queries):
        assert client.get(f"/quan-tri/{page}/").status_code == 200


# --- single rules ----------------------------------------------------------------------------------


def post(client, page, **data):
    return client.post(f"/quan-tri/{page}/", data, follow=True)


OFFICIAL = {
    "full_name": "Lê Văn Tư", "honorific": "ong", "birth_year": "1970", "birth_date": "", "position": "",
    "namesake": "0", "is_active": "on",
}  # fmt: skip


def test_a_person_entered_twice_is_a_sentence_not_a_crash(client, cuc, unit):
    client.force_login(cuc)
    for _ in range(2):
        response = post(client, "campaigns/official/add", unit=unit.pk, **OFFICIAL)
    assert "Đơn vị đã có người cùng tên, cùng năm sinh." in response.content.decode()
    post(client, "campaigns/official/add", unit=unit.pk, **OFFICIAL | {"namesake": "1"})
    assert Official.objects.count() == 2


def test_a_date_of_birth_sets_the_year(client, cuc, unit):
    client.force_login(cuc)
    post(client, "campaigns/official/add", unit=unit.pk, **OFFICIAL | {"birth_date": "05/02/1971"})
    assert Official.objects.get().birth_year == 1971


def test_the_administrator_ties_accounts_to_people_and_changes_nothing_else(client, kien, an, unit):
    person = make.OfficialFactory(unit=unit, full_name="Lê Thị An")
    client.force_login(kien)
    post(client, f"campaigns/official/{person.pk}/change", unit=unit.pk, user=an.pk, **OFFICIAL)
    person.refresh_from_db()
    assert (person.user, person.full_name) == (an, "Lê Thị An")


def test_internal_affairs_does_not_tie_accounts(client, cuc, an, unit):
    person = make.OfficialFactory(unit=unit)
    client.force_login(cuc)
    post(client, f"campaigns/official/{person.pk}/change", unit=unit.pk, user=an.pk, **OFFICIAL)
    person.refresh_from_db()
    assert (person.user, person.full_name) == (None, "Lê Văn Tư")


INLINE = {f"collectives-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM")} | {
    "collectives-MAX_NUM_FORMS": 1000
}
UNIT = {"name": "Hội Nông dân Phường", "code": "hoi-nong-dan", "kind": "organisation", "is_active": "on"}


def test_a_new_unit_gets_its_whole_unit_collective_and_keeps_its_name_in_step(client, cuc, ward):
    client.force_login(cuc)
    post(client, "campaigns/unit/add", ward=ward.pk, **UNIT, **INLINE)
    unit = Unit.objects.get()
    assert [(each.name, each.is_whole_unit) for each in unit.collectives.all()] == [(unit.name, True)]
    post(
        client,
        f"campaigns/unit/{unit.pk}/change",
        ward=ward.pk,
        **UNIT | {"name": "Hội ND Phường 6"},
        **INLINE,
    )
    assert unit.collectives.get().name == "Hội ND Phường 6"


def test_two_units_of_one_name_are_a_sentence_even_without_accents(client, cuc, ward):
    client.force_login(cuc)
    post(client, "campaigns/unit/add", ward=ward.pk, **UNIT, **INLINE)
    again = UNIT | {"name": "Hoi nong dan phuong", "code": "x"}
    response = post(client, "campaigns/unit/add", ward=ward.pk, **again, **INLINE)
    assert "Đã có đơn vị mang tên này (không kể dấu)." in response.content.decode()


@pytest.mark.parametrize("typed", ["nong dan", "NÔNG DÂN", "Nông Dân phường"])
def test_units_are_found_with_and_without_accents(client, cuc, ward, typed):
    make.UnitFactory(ward=ward, name="Hội Nông dân Phường")
    make.UnitFactory(ward=ward, name="Hội Cựu chiến binh Phường")
    client.force_login(cuc)
    found = client.get("/quan-tri/campaigns/unit/", {"q": typed}).content.decode()
    assert "Hội Nông dân Phường" in found
    assert "Hội Cựu chiến binh Phường" not in found


def test_years_are_never_written_with_a_thousands_point(client, campaign, thu):
    client.force_login(thu)
    for page in ("campaigns/campaign", f"campaigns/campaign/{campaign.pk}/change"):
        shown = client.get(f"/quan-tri/{page}/").content.decode()
        assert "2.023" not in shown
        assert "2.022" not in shown


def test_the_log_reads_as_words_and_nobody_writes_it(client, campaign, unit, an, cuc):
    make.submitted(campaign, unit, an)
    client.force_login(cuc)
    shown = client.get("/quan-tri/office/move/").content.decode()
    assert "Nháp" in shown or "Đang soạn" in shown
    move = Move.objects.get()
    assert client.get(f"/quan-tri/office/move/{move.pk}/change/").status_code == 200
    assert client.post(f"/quan-tri/office/move/{move.pk}/change/", {"note": "x"}).status_code == 403
    assert client.post(f"/quan-tri/office/move/{move.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Move.objects.get().note == move.note


def test_a_used_number_series_keeps_who_numbers_it(client, kien, national):
    series = NumberSeries.objects.get(key="decision")
    series.years.create(year=2023, last_number=4)
    client.force_login(kien)
    values = {"name": series.name, "notation": "QĐ-UBND", "numbered_by": "software", "key": "khac"}
    post(client, f"office/numberseries/{series.pk}/change", **values)
    series.refresh_from_db()
    assert (series.key, series.numbered_by) == ("decision", "clerk")


# --- what may be asked of a list in its address ----------------------------------------------------


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("phuong6/user", "password__startswith=pbkdf2"),
        ("phuong6/user", "password=x"),
        ("phuong6/user", "email__contains=a"),
        ("phuong6/user", "memberships__role__startswith=o"),
        ("phuong6/user", "memberships__by__password__startswith=p"),
        ("campaigns/membership", "user__password__startswith=p"),
        ("campaigns/official", "birth_date__gte=1990-01-01"),
        ("campaigns/official", "unit__name__startswith=K"),
        ("office/holiday", "note__startswith=a"),
        ("awards/certificate", "token__startswith=a"),
    ],
)
def test_a_list_answers_no_question_but_those_of_its_filters(client, cuc, kien, page, asked):
    client.force_login(cuc if page.startswith("awards/") else kien)
    assert client.get(f"/quan-tri/{page}/").status_code == 200
    assert client.get(f"/quan-tri/{page}/?{asked}").status_code == 400


LISTS = [*TABLE, "awards/fundentry", "awards/certificate", "awards/decision"]


@pytest.mark.parametrize("page", LISTS)
def test_every_link_of_a_lists_own_filters_works(client, cuc, kien, campaign, unit, page):
    for who in (kien, cuc):
        make.OfficialFactory(unit=unit)
        client.force_login(who)
        response = client.get(f"/quan-tri/{page}/")
        if response.status_code == 200:
            break
    changelist = response.context["cl"]
    links = [
        choice["query_string"] for spec in changelist.filter_specs for choice in spec.choices(changelist)
    ]
    for link in links:
        assert client.get(f"/quan-tri/{page}/{link}").status_code == 200, link


def test_the_filters_and_the_date_line_still_choose_rows(client, cuc, kien, campaign, unit):
    client.force_login(kien)
    shown = client.get(
        f"/quan-tri/phuong6/user/?memberships__role__exact={Role.INTERNAL_AFFAIRS}&is_active__exact=1"
    )
    assert [each.username for each in shown.context["cl"].result_list] == ["cuc"]
    client.force_login(cuc)
    person, other = (
        make.OfficialFactory(unit=unit),
        make.OfficialFactory(unit=make.UnitFactory(ward=campaign.ward)),
    )
    shown = client.get(f"/quan-tri/campaigns/official/?unit__id__exact={unit.pk}")
    assert person in shown.context["cl"].result_list
    assert other not in shown.context["cl"].result_list
    Holiday.objects.create(day=date(2031, 9, 2), name="Quốc khánh")
    Holiday.objects.create(day=date(2032, 9, 2), name="Quốc khánh")
    shown = client.get("/quan-tri/office/holiday/?day__year=2031&day__month=9&day__day=2")
    assert [each.day for each in shown.context["cl"].result_list] == [date(2031, 9, 2)]


# --- no English ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "phuong6/user", "campaigns/membership", "campaigns/unit", "campaigns/official", "campaigns/campaign",
        "campaigns/signer", "campaigns/participation", "criteria/target", "office/holiday",
    ],
)  # fmt: skip
def test_a_refused_form_says_so_in_vietnamese(client, cuc, kien, campaign, page):
    client.force_login(kien if "kien" in TABLE[page][1] else cuc)
    address = f"/quan-tri/{page}/add/"
    formsets = client.get(address).context["inline_admin_formsets"]
    counts = {f"{each.formset.prefix}-{name}_FORMS": 0 for each in formsets for name in ("TOTAL", "INITIAL")}
    shown = client.post(address, counts).content.decode()
    assert "Chưa lưu được. Xin sửa các chỗ báo lỗi dưới đây" in shown
    assert "Please" not in shown
    without_rows = client.post(address).content.decode()
    assert "ManagementForm" not in without_rows


def test_the_admins_log_has_vietnamese_headings(client, cuc, kien):
    client.force_login(kien)
    LogEntry.objects.log_actions(kien.pk, [cuc], CHANGE, "Đặt lại mật khẩu.")
    entry = LogEntry.objects.get()
    for address in ("/quan-tri/admin/logentry/", f"/quan-tri/admin/logentry/{entry.pk}/change/"):
        shown = client.get(address).content.decode()
        assert "Đặt lại mật khẩu." in shown
        assert "Get change message" not in shown
