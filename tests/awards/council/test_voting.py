"""Counting: quorum, threshold, base, chair; literal cases and an independent statement in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.council.voting import Line, Threshold, explain, passes, quorum_met


@pytest.mark.parametrize(
    ("present", "members", "met"),
    [(5, 9, False), (6, 9, True), (7, 9, True), (4, 7, False), (5, 7, True), (0, 0, False), (9, 9, True)],
)
def test_two_thirds_of_all_members_are_a_quorum(present, members, met):
    assert quorum_met(present, members) is met


@pytest.mark.parametrize(
    ("numerator", "denominator", "present", "members", "met"),
    [
        (1, 2, 3, 7, False),
        (1, 2, 4, 8, True),
        (9, 10, 8, 9, False),
        (9, 10, 9, 10, True),
        (1, 1, 8, 9, False),
        (1, 1, 9, 9, True),
    ],
)
def test_the_quorum_follows_the_campaigns_fraction(numerator, denominator, present, members, met):
    assert quorum_met(present, members, numerator, denominator) is met


CASES = [
    # members, present, yes, no, blank, spoilt, percent, inclusive, base, chair rule, chair, passes
    (9, 7, 4, 3, 0, 0, 50, False, "present", False, None, True),
    (9, 8, 4, 4, 0, 0, 50, False, "present", False, None, False),  # a tie fails
    (9, 8, 4, 4, 0, 0, 50, True, "present", False, None, True),  # unless reaching is enough
    (9, 8, 4, 0, 4, 0, 50, False, "present", False, None, False),  # blank stays in the base
    (9, 8, 4, 0, 0, 4, 50, False, "present", False, None, False),  # so does spoilt
    (9, 8, 4, 0, 0, 0, 50, False, "present", False, None, False),  # so does unreturned
    (9, 8, 4, 3, 0, 1, 50, False, "valid", False, None, True),  # spoilt is no valid ballot
    (9, 8, 4, 3, 1, 0, 50, False, "valid", False, None, False),  # blank is one
    (9, 8, 5, 3, 0, 0, 50, False, "members", False, None, True),
    (10, 8, 5, 3, 0, 0, 50, False, "members", False, None, False),  # the absent count
    (10, 8, 7, 1, 0, 0, 70, True, "members", False, None, True),
    (10, 8, 7, 1, 0, 0, 70, False, "members", False, None, False),
    (9, 9, 8, 1, 0, 0, 90, True, "members", False, None, False),
    (10, 10, 9, 1, 0, 0, 90, True, "members", False, None, True),
    (3, 3, 2, 1, 0, 0, 67, True, "present", False, None, False),  # 66,67 % is not 67 %
    (3, 3, 2, 1, 0, 0, 66, False, "present", False, None, True),
    (5, 5, 5, 0, 0, 0, 100, True, "present", False, None, True),
    (5, 5, 4, 1, 0, 0, 50, False, "present", True, True, True),
    (5, 5, 4, 1, 0, 0, 50, False, "present", True, False, False),  # the chair said no
    (5, 5, 4, 1, 0, 0, 50, False, "present", True, None, False),  # or nothing
    (5, 5, 2, 3, 0, 0, 50, False, "present", True, True, False),  # agreeing is not enough
    (5, 0, 0, 0, 0, 0, 50, True, "present", False, None, False),  # nobody may vote: nothing passes
    (5, 4, 0, 0, 0, 4, 0, True, "valid", False, None, False),  # all spoilt: nothing passes
]


@pytest.mark.parametrize(
    (
        "members", "present", "yes", "no", "blank", "spoilt",
        "percent", "inclusive", "base", "chair_rule", "chair", "expected",
    ),
    CASES,
)  # fmt: skip
def test_a_line_passes_by_the_campaigns_rule(
    members, present, yes, no, blank, spoilt, percent, inclusive, base, chair_rule, chair, expected
):
    line = Line(members, present, yes, no, blank, spoilt)
    assert passes(line, Threshold(percent, inclusive, base, chair_rule), chair_agrees=chair) is expected


@st.composite
def lines(draw):
    members = draw(st.integers(0, 15))
    present = draw(st.integers(0, members))
    counts, left = [], present
    for _ in range(4):
        counts.append(draw(st.integers(0, left)))
        left -= counts[-1]
    return Line(members, present, *draw(st.permutations(counts)))


rules = st.builds(
    Threshold,
    percent=st.integers(0, 100),
    inclusive=st.booleans(),
    base=st.sampled_from(["members", "present", "valid"]),
    chair_must_agree=st.booleans(),
)


@given(lines(), rules, st.sampled_from([True, False, None]))
def test_integers_say_what_fractions_say(line, rule, chair):
    """The rule stated again in exact shares, written without looking at the code's arithmetic."""
    if rule.base == "members":
        base = line.members
    elif rule.base == "present":
        base = line.present
    else:
        base = line.yes + line.no + line.blank
    expected = False
    if base > 0:
        share, asked = Fraction(line.yes, base), Fraction(rule.percent, 100)
        expected = share > asked or (rule.inclusive and share == asked)
        if rule.chair_must_agree and chair is not True:
            expected = False
    assert passes(line, rule, chair_agrees=chair) is expected


@given(lines(), rules)
def test_one_more_yes_instead_of_a_no_never_makes_a_line_fail(line, rule):
    if line.no and passes(line, rule, chair_agrees=True):
        better = Line(line.members, line.present, line.yes + 1, line.no - 1, line.blank, line.spoilt)
        assert passes(better, rule, chair_agrees=True)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 10), st.integers(1, 10))
def test_the_quorum_is_an_exact_share(present, members, numerator, denominator):
    expected = members > 0 and Fraction(present, members) >= Fraction(numerator, denominator)
    assert quorum_met(present, members, numerator, denominator) is expected


def test_a_line_knows_how_many_ballots_never_came_back():
    assert Line(9, 8, 3, 2, 1, 1).unreturned == 1


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (Threshold(), ["trên 50 %", "số thành viên có mặt", "Bằng đúng 50 % thì không đạt"]),
        (Threshold(70, True, "members"), ["từ 70 % trở lên", "tổng số thành viên Hội đồng"]),
        (Threshold(80, True, "valid"), ["từ 80 % trở lên", "số phiếu hợp lệ"]),
        (Threshold(chair_must_agree=True), ["Chủ tịch Hội đồng phải đồng ý"]),
        (Threshold(in_writing=True), ["số thành viên được lấy ý kiến", "phiếu không gửi về"]),
    ],
)
def test_the_rule_is_explained_in_its_own_figures(rule, says):
    text = explain(rule)
    assert all(each in text for each in says)
    assert ("không đạt" in text) is not rule.inclusive
    assert ("Chủ tịch" in text) is rule.chair_must_agree


def test_a_casting_vote_is_explained_where_a_tie_would_fail():
    text = explain(Threshold(casting_vote=True))
    assert "Bằng đúng một nửa thì theo ý kiến đã biểu quyết của Chủ tịch Hội đồng." in text
    assert "không đạt" not in text


@given(lines(), st.sampled_from(["members", "present", "valid"]), st.sampled_from([True, False, None]))
def test_a_casting_vote_decides_exactly_at_half_and_nowhere_else(line, base, chair):
    plain, casting = Threshold(base=base), Threshold(base=base, casting_vote=True)
    of = line.base(base)
    tie = of > 0 and Fraction(line.yes, of) == Fraction(1, 2)
    expected = chair is True if tie else passes(line, plain)
    assert passes(line, casting, chair_agrees=chair) is expected
