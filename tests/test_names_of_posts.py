"""Names of posts, offices and neighbourhoods are data: no paper, screen, message or help text holds one of its own.

They change with the law and the office (two levels of local government from 01/7/2025); phuong6.office.posts knows the
set of a day.
"""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from campaigns.enums import Role, UnitKind
from campaigns.models import Membership
from phuong6.lib.papers.wording import Words
from phuong6.lib.posts import PLAN
from phuong6.office.models import PostNames
from phuong6.office.papers.kinds import DRAFT, KINDS, Issue
from phuong6.office.posts import named, posts_on, said

ROOT = Path(__file__).parent.parent
ROOMS = ("phuong6", "campaigns", "criteria", "dossiers", "awards")
NAMES = re.compile(
    r"(?<!\{)\b(Nội vụ|Văn phòng - Thống kê|Văn hóa - Xã hội|Tài chính - Kế toán|[Kk]hóm|KHÓM|của Thành phố"
    r"|Văn phòng HĐND|Phòng Văn hóa|Tổ trưởng tổ dân phố)\b(?!\})"
)
ELSEWHERE = {
    "phuong6/lib/posts.py": "the words of the plan, for an office that has recorded none",
    "phuong6/office/models/posts.py": "an example beside the field that holds the name",
    "phuong6/lib/papers/lettering/fitting.py": "words that a line of a giấy khen is not broken behind",
    "dossiers/papers/unit/sample.py": "an invented unit of 2023",
    "criteria/registers": "words that files of other offices hold, recognised whenever they were written",
    "campaigns/people": "words that lists of other offices hold",
    "phuong6/site/scenes": "invented people of samples and rehearsals, under the law of their day",
}


def texts_of(path: Path):
    """(line, text) of every string that is no docstring and belongs to no invented sample."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            skipped.add(id(node.body[0].value))
        name = getattr(node, "name", "") or "".join(
            getattr(each, "id", "") for each in getattr(node, "targets", ())
        )
        if (
            isinstance(node, ast.FunctionDef | ast.Assign | ast.AnnAssign)
            and "sample" in (name or getattr(getattr(node, "target", None), "id", "")).lower()
        ):
            skipped |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def test_no_text_of_the_code_names_a_post_of_its_own():
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" in name or name.startswith(tuple(ELSEWHERE)):
                continue
            found += [f"{name}:{line}: {text}" for line, text in texts_of(path) if NAMES.search(text)]
    assert found == []


def test_no_page_and_no_help_text_names_a_post_of_its_own():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.*")):
        text = re.sub(
            r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}",
            "",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        found += [f"{path.relative_to(ROOT)}: {each[0]}" for each in NAMES.finditer(text)]
    assert found == []


def test_places_left_out_exist():
    assert [name for name in ELSEWHERE if not (ROOT / name).exists()] == []


# --- the two shipped sets -------------------------------------------------------------------------------------


@pytest.fixture
def two_sets(national, recorded_posts):
    """“Phường thuộc thành phố, đến 30/6/2025” and “Chính quyền hai cấp, từ 01/7/2025”."""


@pytest.mark.parametrize(
    ("day", "officer", "head"),
    [
        (date(2023, 4, 1), "cán bộ Nội vụ", "Trưởng khóm"),
        (date(2025, 6, 30), "cán bộ Nội vụ", "Trưởng khóm"),
        (date(2025, 7, 1), "Phòng Văn hóa - Xã hội", "Tổ trưởng tổ dân phố"),
        (date(2026, 12, 1), "Phòng Văn hóa - Xã hội", "Tổ trưởng tổ dân phố"),
    ],
)
def test_a_set_holds_until_the_next_one_begins(two_sets, day, officer, head):
    assert (posts_on(day).internal_affairs, posts_on(day).neighbourhood_head) == (officer, head)


@pytest.mark.django_db
def test_before_the_first_set_and_without_any_the_words_of_the_plan_hold(recorded_posts):
    assert posts_on(date(2026, 12, 1)) == PLAN
    PostNames.objects.create(name="Mới", from_day=date(2026, 1, 1), internal_affairs="công chức Thi đua")
    assert posts_on(date(2025, 12, 31)) == PLAN


def test_a_sentence_takes_the_words_of_the_day_it_is_read(two_sets):
    sentence = named("{Internal_affairs} sẽ xem; hỏi {internal_affairs}, {statistics}.")
    assert (
        str(sentence) == "Phòng Văn hóa - Xã hội sẽ xem; hỏi Phòng Văn hóa - Xã hội, Văn phòng HĐND và UBND."
    )
    assert said("{Internal_affairs} sẽ xem.", PLAN) == "Cán bộ Nội vụ sẽ xem."


def test_a_role_keeps_its_rights_whatever_it_is_called(two_sets, cuc):
    role = Membership.objects.get(user=cuc)
    assert role.get_role_display() == "Thi đua, khen thưởng (Phòng Văn hóa - Xã hội)"
    assert Role.OFFICE_STATISTICS.label == "Văn phòng HĐND và UBND"
    assert UnitKind.NEIGHBOURHOOD.label == "Tổ dân phố"
    assert cuc.has_perm("awards.add_decision")


def test_no_paper_of_today_says_an_old_word(two_sets):
    old = re.compile(r"Nội vụ|Thống kê|Trưởng khóm|TRƯỞNG KHÓM|Tài chính - Kế toán")
    today = posts_on(date(2026, 12, 1))
    for kind in KINDS.values():
        here = kind.compose(kind.sample(), Words(kind.words, posts=today), DRAFT)
        there = kind.compose(kind.sample(), Words(kind.words), DRAFT)
        invented = set(old.findall(str(kind.sample())))
        assert set(old.findall(str(here))) <= invented, kind.key
        if not invented and old.search(str(there)):
            assert here != there, kind.key


def test_a_paper_of_2023_keeps_the_words_of_2023(two_sets):
    kind = KINDS["decision"]
    old = kind.composed(kind.sample(), Issue(1, "QĐ-UBND", date(2023, 12, 1)))
    assert "Công chức Văn phòng - Thống kê, Nội vụ, Tài chính - Kế toán" in str(old)
    new = kind.composed(kind.sample(), Issue(1, "QĐ-UBND", date(2025, 12, 15)))
    assert "Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội" in str(new)
    assert "Lưu: VT, VHXH" in str(new)


def test_the_screens_of_today_call_people_what_they_are_called_today(two_sets, client, campaign, an, cuc):
    client.force_login(cuc)
    page = client.get("/").content.decode()
    assert "Thi đua, khen thưởng (Phòng Văn hóa - Xã hội)" in page
    client.force_login(an)
    page = client.get(reverse("help-role", args=["don-vi"])).content.decode()
    assert "Phòng Văn hóa - Xã hội" in page
    assert not NAMES.search(re.sub(r"Phòng Văn hóa - Xã hội|Văn phòng HĐND và UBND", "", page))


def test_names_are_edited_in_the_admin_and_hold_at_once(two_sets, client, cuc):
    client.force_login(cuc)
    row = PostNames.objects.get(from_day=date(2025, 7, 1))
    address = reverse("admin:office_postnames_change", args=[row.pk])
    form = client.get(address).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields} | {"from_day": "01/07/2025"}
    assert client.post(address, typed | {"internal_affairs": "công chức Thi đua"}).status_code == 302
    assert posts_on(date(2026, 1, 1)).internal_affairs == "công chức Thi đua"


@pytest.mark.parametrize("who", ["an", "dung", "thu", "van"])
def test_others_do_not_edit_them(two_sets, client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(reverse("admin:office_postnames_add"), {"name": "Khác"}).status_code in (302, 403)
    assert PostNames.objects.count() == 2


@pytest.mark.django_db
def test_sets_that_arrive_later_hold_at_once(recorded_posts):
    """A fresh installation asks for names before its facts are loaded."""
    assert posts_on(date(2026, 12, 1)) == PLAN
    call_command("loaddata", "national", verbosity=0)
    assert posts_on(date(2026, 12, 1)).filed == "VT, VHXH"
