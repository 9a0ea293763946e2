"""The in-app help says what the screen says."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from awards.ceremony.workflow import HANDOVER
from awards.council.workflow import MEETING
from awards.decisions.workflow import DECISION_FLOW
from campaigns.enums import Role
from campaigns.publicity.workflow import BULLETIN, EXEMPLAR
from campaigns.workflow import CAMPAIGN
from criteria.workflow import INITIATIVE
from dossiers.pages.path import STEPS
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.site.help.views import PAGES
from phuong6.site.home.context import ENTRIES
from tests.factories import user

TEMPLATES = Path(settings.BASE_DIR) / "templates"
HELP = TEMPLATES / "help"
BUTTON = re.compile(r'<b class="button-name">(.*?)</b>')
DJANGO_ADMIN = {"Save"}  # words of Django's own buttons, in its own translation


def pieces(template: str) -> set[str]:
    """The words of a template as they stand on the screen: texts between tags, and words handed to parts."""
    quoted = re.findall(r'(?:label|action|default:|value=|text=)=?"([^"]+)"', template)
    texts = re.split(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", template)
    between_tags = re.split(
        r"\{%.*?%\}", template
    )  # value="{% if … %}Xong{% else %}Nhập danh sách{% endif %}"
    return {each.strip(" \n:→›") for each in [*texts, *quoted, *between_tags]} - {""}


def words_on_screen() -> set[str]:
    found = {
        step.button
        for flow in (
            CAMPAIGN,
            DOSSIER,
            NOMINEE,
            MEETING,
            DECISION_FLOW,
            EXEMPLAR,
            BULLETIN,
            INITIATIVE,
            HANDOVER,
        )
        for step in flow.steps.values()
    }
    found |= {step.label for step in STEPS} | {label for label, *_ in ENTRIES}
    found |= {str(model._meta.verbose_name_plural) for model in apps.get_models()}
    found |= {gettext(word) for word in DJANGO_ADMIN}
    for path in TEMPLATES.rglob("*.html"):
        if HELP not in path.parents:
            found |= pieces(path.read_text(encoding="utf-8"))
    return found


def quoted_buttons() -> list[tuple[str, str]]:
    return sorted(
        {
            (path.name, name)
            for path in HELP.glob("*.html")
            for name in BUTTON.findall(path.read_text("utf-8"))
        }
    )


def test_every_role_has_its_page_and_the_residents_too():
    assert {page.name for page in PAGES} == {*Role.values, "resident"}
    assert all((HELP / f"{page.name}.html").is_file() for page in PAGES)
    assert len({page.slug for page in PAGES}) == len(PAGES)


def test_every_button_named_in_the_help_stands_on_a_screen():
    on_screen = words_on_screen()
    assert [pair for pair in quoted_buttons() if pair[1] not in on_screen] == []


def test_each_page_names_the_buttons_of_its_role():
    named = {
        page.name: {name for file, name in quoted_buttons() if file.startswith(page.name)} for page in PAGES
    }
    assert {"Lập hồ sơ", "Nộp hồ sơ", "Nộp lại hồ sơ", "Rút hồ sơ"} <= named[Role.UNIT]
    officer = {
        step.button
        for step in DOSSIER.steps.values()
        if step.who.__name__ == "is_internal_affairs" and not step.inner
    }
    assert officer <= named[Role.INTERNAL_AFFAIRS]
    assert {"Xác nhận trên hệ thống", "Trả lại dự thảo", "Không chọn"} <= named[Role.CHAIRMAN]
    assert "Bỏ phiếu" in named[Role.COUNCIL]


class Headings(HTMLParser):
    """The levels of a page's headings, in order."""

    def __init__(self, html: str):
        super().__init__()
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_help_page_has_one_first_heading_and_skips_no_level(client, an, page):
    client.force_login(an)
    answer = client.get(page.url)
    levels = Headings(answer.content.decode()).levels
    assert answer.status_code == 200
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_contents_put_my_own_roles_first(client, cuc):
    client.force_login(cuc)
    answer = client.get(reverse("help"))
    assert [page.name for page in answer.context["mine"]] == [Role.INTERNAL_AFFAIRS]
    assert len(answer.context["others"]) == len(PAGES) - 1


def test_somebody_without_a_role_sees_every_page_listed(client, outsider):
    client.force_login(outsider)
    answer = client.get(reverse("help"))
    assert answer.context["mine"] == []
    assert list(answer.context["others"]) == list(PAGES)


def test_help_is_for_people_who_are_signed_in(client, db):
    for page in PAGES[:-1]:
        answer = client.get(page.url)
        assert answer.status_code == 302
        assert answer.url.startswith("/dang-nhap/")


def test_a_resident_reads_without_an_account_how_to_check_a_certificate(client, db):
    answer = client.get("/huong-dan/nguoi-dan/")
    assert answer.status_code == 200
    for name in ("verify", "public-results"):
        assert reverse(name) in answer.content.decode()
    for door in (reverse("verify"), reverse("sign-in")):
        assert 'href="/huong-dan/nguoi-dan/"' in client.get(door).content.decode()


def test_a_page_nobody_wrote_is_not_found(client, an):
    client.force_login(an)
    assert client.get("/huong-dan/khong-co/").status_code == 404


def test_a_person_with_two_roles_gets_both_pages_first(client, unit):
    both = user("hai-vai", "Hai Vai", Role.UNIT, unit)
    both.memberships.create(role=Role.COUNCIL)
    client.force_login(both)
    mine = client.get(reverse("help")).context["mine"]
    assert [page.name for page in mine] == [Role.UNIT, Role.COUNCIL]


def test_the_help_writes_tones_where_offices_put_them():
    """HÒA, ủy: the tone stands on the first vowel of oa, oe, uy (NĐ 30/2020 writes "HÒA")."""
    new_style = re.compile(r"\b\w*(?:oá|oà|oả|oã|oạ|oé|oè|oẻ|uý|uỳ|uỷ|uỹ|uỵ)(?!\w)", re.IGNORECASE)
    allowed = re.compile(r"^q", re.IGNORECASE)  # quý, quỹ: the u belongs to q
    for path in HELP.glob("*.html"):
        found = [word for word in new_style.findall(path.read_text("utf-8")) if not allowed.match(word)]
        assert found == [], path.name
