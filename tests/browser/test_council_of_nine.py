"""Nine members vote from nine phones at once while the chair watches: nobody's vote is lost or counted twice."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from awards.council.casting import call_case
from awards.council.conflicts import stand_aside
from awards.council.results import results_of
from awards.council.workflow import MEETING
from awards.enums import MeetingStatus
from tests import factories as make
from tests.awards.council.scene import cases, counts, voters

PROGRESS = re.compile(r"Đã bỏ phiếu (\d+)/9")
# What the page of the chair has shown, in order, from the moment it is watched.
WATCH = """() => {
  const seen = (window.shown = []);
  const note = () => seen.push(document.querySelector("#tien-do").innerText.trim());
  new MutationObserver(note).observe(document.querySelector("main"), { childList: true, subtree: true });
  note();
}"""


def seat(at_screen, person, *, phone: bool):
    """The person with the session of a sign-in; ten sign-ins on the screen would test signing in."""
    client = Client()
    client.force_login(person)
    screen = at_screen(phone=phone)
    name = settings.SESSION_COOKIE_NAME
    screen.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": screen.address}])
    return screen


@pytest.fixture
def nine(db):
    return voters(9)


@pytest.mark.django_db(transaction=True)
def test_nine_phones_vote_at_once_while_the_chair_watches(
    at_screen, campaign, ward, unit, an, cuc, dung, nine
):
    cases(campaign, unit, an, cuc)
    meeting = make.open_meeting(campaign, make.council(ward, 9, nine), cuc, mode="secret")
    first, second = meeting.items.order_by("order")
    page, ballot = (reverse(name, args=[meeting.pk]) for name in ("meeting", "meeting-ballot"))

    chair = seat(at_screen, dung, phone=False)
    chair.go(page)
    expect(chair.page.locator("#tien-do")).to_have_text("Đã bỏ phiếu 0/9")
    chair.page.evaluate(WATCH)

    phones = [seat(at_screen, member, phone=True) for member in nine]
    for number, phone in enumerate(phones):
        phone.go(ballot)
        for item, choice in ((first, "yes"), (second, "yes" if number < 4 else "no")):
            phone.page.locator(f'input[name="item-{item.pk}"][value="{choice}"]').check()
        phone.press("Xem lại phiếu")
        expect(phone.page.get_by_role("heading", level=1)).to_have_text("Xem lại phiếu trước khi bỏ")
    phones[0].look()

    for phone in phones:  # nobody waits for another's answer; two press twice
        twice = "b.click(); b.click();" if phone in phones[:2] else "b.click();"
        phone.page.evaluate(
            f"setTimeout(() => {{ const b = document.querySelector('button[name=cast]'); {twice} }}, 0)"
        )
    for phone in phones:
        expect(phone.page.locator("#phieu-cua-toi")).to_contain_text("Đã ghi nhận phiếu", timeout=60_000)
        assert phone.problems == []
    phones[8].look()

    expect(chair.page.locator("#tien-do")).to_have_text("Đã bỏ phiếu 9/9", timeout=60_000)
    shown = chair.page.evaluate("window.shown")
    numbers = [int(found.group(1)) for each in shown if (found := PROGRESS.fullmatch(each))]
    assert numbers == sorted(numbers)
    assert set(shown) == {f"Đã bỏ phiếu {number}/9" for number in numbers}
    assert "Không đồng ý" not in chair.page.locator("main").inner_text()

    assert counts(meeting) == [(9, 0, 0, 0), (4, 5, 0, 0)]
    assert meeting.attendances.filter(voted=True).count() == 9
    chair.go(reverse("meeting-move", args=[meeting.pk, "close"]))
    chair.press("Kết thúc, chốt kết quả")
    expect(chair.page.get_by_role("heading", name="Kết quả")).to_be_visible()
    chair.look()
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.CLOSED
    assert [(each.line.yes, each.line.no, each.item.passed) for each in results_of(meeting)] == [
        (9, 0, True),
        (4, 5, False),
    ]


@pytest.mark.django_db(transaction=True)
def test_cases_called_one_by_one_appear_on_the_phones_by_themselves(
    at_screen, campaign, ward, unit, an, cuc, nine
):
    cases(campaign, unit, an, cuc, people=1)
    three = nine[:3]
    meeting = make.open_meeting(campaign, make.council(ward, 3, three), cuc, mode="secret", pace="single")
    only = meeting.items.get()
    page, call = reverse("meeting", args=[meeting.pk]), reverse("meeting-call", args=[meeting.pk, only.pk])
    phones = [seat(at_screen, member, phone=True) for member in three]
    for phone in phones:
        phone.go(page)
        expect(phone.page.locator("#phieu-cua-toi")).to_contain_text("Chưa có trường hợp nào đang bỏ phiếu")
    officer = seat(at_screen, cuc, phone=False)
    officer.go(call)
    officer.press("Đưa ra bỏ phiếu")
    for phone in phones:
        phone.page.locator("#phieu-cua-toi").get_by_role("link", name="Bỏ phiếu").click()
        phone.page.locator(f'input[name="item-{only.pk}"][value="yes"]').check()
        phone.press("Xem lại phiếu")
        phone.press("Bỏ phiếu", exact=True)
        expect(phone.page.locator("#phieu-cua-toi")).to_contain_text("Xin chờ trường hợp sau")
    phones[0].look()
    expect(officer.page.locator("#tien-do")).to_contain_text("đã bỏ phiếu 3/3", timeout=60_000)
    officer.look()
    officer.press("Kết thúc lượt bỏ phiếu")
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text("Phiên họp")
    assert counts(meeting) == [(3, 0, 0, 0)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pace", ["whole", "single"])
def test_the_way_back_never_leads_to_a_posted_ballot(at_screen, campaign, ward, unit, an, cuc, nine, pace):
    cases(campaign, unit, an, cuc, people=1)
    meeting = make.open_meeting(campaign, make.council(ward, 3, nine[:3]), cuc, mode="secret", pace=pace)
    only = meeting.items.get()
    if pace == "single":
        call_case(meeting, only, by=cuc)
    page, ballot = (reverse(name, args=[meeting.pk]) for name in ("meeting", "meeting-ballot"))
    phone = seat(at_screen, nine[0], phone=True)
    shown, panel = phone.page, phone.page.locator("#phieu-cua-toi")
    phone.go(page)
    panel.get_by_role("link", name="Bỏ phiếu").click()
    phone.press("Xem lại phiếu")
    expect(shown.locator("[data-error-summary]")).to_be_focused()
    shown.go_back()
    expect(panel.get_by_role("link", name="Bỏ phiếu")).to_be_visible()
    shown.go_forward()
    assert shown.locator("input:checked").count() == 0
    shown.locator(f'input[name="item-{only.pk}"][value="no"]').check()
    phone.press("Xem lại phiếu")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Xem lại phiếu trước khi bỏ")
    expect(shown.locator(".lead")).to_be_focused()
    phone.look()
    phone.press("Sửa lại")
    expect(shown.locator("input[type=radio][value=no]")).to_be_checked()
    phone.press("Xem lại phiếu")
    phone.press("Bỏ phiếu", exact=True)
    expect(panel).to_contain_text("Đã ghi nhận phiếu")
    shown.go_back()
    expect(shown.locator("main")).to_contain_text("Ông/bà đã bỏ phiếu rồi.")
    assert shown.url.endswith(page)
    assert counts(meeting) == [(0, 1, 0, 0)]
    kept = shown.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, history.state])")
    assert f"item-{only.pk}" not in kept
    assert ballot not in shown.url
    assert phone.problems == []


@pytest.mark.django_db(transaction=True)
def test_a_ballot_without_an_answer_says_so(at_screen, campaign, ward, unit, an, cuc, nine):
    cases(campaign, unit, an, cuc, people=1)
    meeting = make.open_meeting(campaign, make.council(ward, 3, nine[:3]), cuc, mode="secret")
    phone = seat(at_screen, nine[0], phone=True)
    phone.go(reverse("meeting-ballot", args=[meeting.pk]))
    phone.page.locator('input[value="yes"]').check()
    phone.context.set_offline(True)
    phone.press("Xem lại phiếu")
    expect(phone.page.get_by_text("Không nhận được trả lời của máy chủ.")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_the_results_stand_on_a_tablet(at_screen, campaign, ward, unit, an, cuc, nine):
    cases(campaign, unit, an, cuc, people=3)
    meeting = make.open_meeting(campaign, make.council(ward, 9, nine), cuc, mode="open")
    stand_aside(meeting, meeting.items.first(), by=nine[1], reason="Là em ruột của người được đề nghị")
    make.all_vote(meeting, nine[:8])
    MEETING.perform("close", meeting, by=cuc, close_anyway=True)
    officer = seat(at_screen, cuc, phone=False)
    for width in (768, 820, 1024):
        officer.page.set_viewport_size({"width": width, "height": 1180})
        officer.go(reverse("meeting", args=[meeting.pk]))
        assert officer.page.locator("table.table--results thead").bounding_box()["height"] > 10, "no cards"
        officer.look()
