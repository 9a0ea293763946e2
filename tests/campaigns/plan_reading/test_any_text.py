"""Whatever stands in a file: a reading, never an error, and every place in it is a line of the file."""

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.plan_reading.reading import read_plan
from phuong6.lib.files.docx_text import Line
from tests.campaigns.plan_reading.office import plan, plan_2023

PIECES = sorted(
    {
        line.replace("⏎", " ").replace("§", "")
        for name in ("binh-mau-2026", "tan-mau-2027", "an-mau-2026")
        for line in plan(name).splitlines()
        if line.strip()
    }
    | {line.replace("⏎", " ").replace("§", "") for line in plan_2023().splitlines() if line.strip()}
    | {
        "KẾ HOẠCH",
        "I.",
        "1.",
        "-",
        "+",
        "*",
        "a)",
        "1.1.",
        ":",
        ";",
        "%",
        "100%",
        "trước ngày 99/99/2026",
        "Nơi nhận:",
    }
    | {
        "TM.",
        "CHỦ TỊCH",
        "Số: 999999/KH-UBND",
        "X, ngày 31 tháng 02 năm 2026",
        "Đối với tập thể, cá nhân",
        "STT",
    }
)
lines = st.builds(
    Line,
    st.one_of(st.sampled_from(PIECES), st.text(min_size=1, max_size=40), st.tuples(*[st.sampled_from(PIECES)] * 2).map(" ".join)),
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 4),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(lines, max_size=40), st.booleans())
def test_any_lines_are_read(found, as_plan):
    given_lines = [Line("KẾ HOẠCH"), *found] if as_plan else found
    reading = read_plan(given_lines)
    keys = [each.key for each in reading.findings]
    assert len(keys) == len(set(keys))
    for each in (*reading.findings, *reading.unclear):
        assert all(0 <= at < len(given_lines) for at in each.sources)
