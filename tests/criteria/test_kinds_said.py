"""How many collectives and people, as papers and pages say it."""

import pytest

from criteria.enums import NomineeKind

ONE_AND_TWO = ["individual", "collective", "individual"]


@pytest.mark.parametrize(
    ("kinds", "how", "said"),
    [
        (ONE_AND_TWO, {}, "01 tập thể, 02 cá nhân"),
        (["individual"], {}, "01 cá nhân"),
        ([], {}, ""),
        (["individual"], {"all_kinds": True}, "00 tập thể, 01 cá nhân"),
        (ONE_AND_TWO, {"joint": " và ", "digits": 1}, "1 tập thể và 2 cá nhân"),
    ],
)
def test_collectives_come_first_and_nobody_is_left_unsaid_unless_asked(kinds, how, said):
    assert NomineeKind.say(NomineeKind.tally(kinds), **how) == said
