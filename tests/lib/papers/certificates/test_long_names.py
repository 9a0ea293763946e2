"""The longest hundredth of thousands of invented names, and collectives of 200 letters: nothing is cut, split or lost."""

from itertools import combinations, product

import pytest

from phuong6.lib.papers.certificates.drawing import CertificateDesign, render_certificates
from phuong6.lib.papers.certificates.frame import INNER
from phuong6.lib.papers.certificates.layout import Layout
from phuong6.lib.papers.certificates.places import proposed_places
from phuong6.lib.papers.certificates.text import NAME_FACES, PAGES, Arrangement
from phuong6.lib.papers.lettering.fonts import CEREMONIAL, text_width
from tests.lib.papers.certificates.ink import Line, ink_lines
from tests.lib.papers.certificates.samples import LONG_ROLE, certificate

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Trương", "Tôn Thất", "Công Tằng Tôn Nữ", "Huyền Tôn Nữ",
    "Đoàn Nguyễn", "Nguyễn Trương", "Phan Huỳnh", "Lý Trần", "Âu Dương",
)  # fmt: skip
MIDDLES = (
    "",
    "Thị",
    "Văn",
    "Hữu",
    "Thị Hoàng",
    "Ngọc Phương",
    "Thị Thùy",
    "Nữ Quỳnh",
    "Trường",
    "Thị Hồng Phượng",
)
GIVENS = (
    "An", "Ẩn", "Dũng", "Ễnh", "Quyên", "Phượng", "Khương", "Minh Trường", "Hoàng Phương Thảo", "Quỳnh Như",
    "Thùy Trang", "Nghiêm", "Trinh Huyền Trang", "Ngọc Mỹ Hương", "Xuân Nghiễm", "Bích Phượng", "Mộng Trường Giang",
)  # fmt: skip
NAMES = [" ".join(" ".join(parts).split()) for parts in product(FAMILIES, MIDDLES, GIVENS)]
LONGEST = sorted(NAMES, key=lambda name: text_width(name, CEREMONIAL, 1))[-max(1, len(NAMES) // 100) :]
BODIES = tuple(
    f"{kind} {what} {where}"[:200].rsplit(" ", 1)[0]
    for kind in ("Tập thể cán bộ, công chức, người lao động", "Chi hội Cựu chiến binh và Tổ nhân dân tự quản")
    for what in (
        "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông",
        "Trung tâm Văn hóa, Thể thao và Học tập cộng đồng kiêm Trạm Truyền thanh, Tổ công nghệ số cộng đồng",
    )
    for where in ("của Ủy ban nhân dân Phường 6, thành phố Cao Lãnh, tỉnh Đồng Tháp, nhiệm kỳ 2021 - 2026",)
)
SMALLEST = 12  # points on A4: a name smaller than the text beneath it would be no name


def texts() -> list:
    people = [
        certificate(name=name, honorific=("Ông", "Bà")[n % 2], role_line=LONG_ROLE)
        for n, name in enumerate(LONGEST)
    ]
    return people + [certificate(name=name, honorific="", role_line=LONG_ROLE) for name in BODIES]


def design(page: str, face: str, *, placed: bool) -> CertificateDesign:
    own = Arrangement(places=proposed_places(page, face=face) if placed else ())
    return CertificateDesign(
        page=page,
        name_face=face,
        collective_face=face,
        text_face="sans" if face == "sans" else "serif",
        person=own,
        collective=own,
    )


def of_the_name(line: Line, name: str) -> bool:
    words = " ".join(line.words.split()).removeprefix("Ông ").removeprefix("Bà ")
    return len(words) > 3 and words in name


def meet(one: Line, other: Line) -> bool:
    hair = 0.1  # mm
    return (
        one.left < other.right - hair
        and other.left < one.right - hair
        and one.top < other.bottom - hair
        and other.top < one.bottom - hair
    )


def test_there_are_thousands_of_names_and_the_longest_are_long():
    assert len(set(NAMES)) > 2000
    assert len(LONGEST) >= 20
    assert min(len(name) for name in LONGEST) > 38
    assert all(185 <= len(body) <= 200 for body in BODIES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("face", NAME_FACES)
@pytest.mark.parametrize("placed", [False, True])
def test_no_ink_leaves_the_frame_and_no_block_touches_another(page, face, placed):
    wanted, how = texts(), design(page, face, placed=placed)
    edge = INNER * Layout(wanted[0], how).scale
    width, height = how.size
    for text, lines in zip(wanted, ink_lines(render_certificates(wanted, how)), strict=True):
        names = [line for line in lines if of_the_name(line, text.name)]
        said = " ".join(" ".join(line.words for line in names).split())
        assert said == f"{text.honorific} {text.name}".strip()
        for line in lines:
            assert line.left > edge, line
            assert line.right < width - edge, line
            assert line.top > edge, line
            assert line.bottom < height - edge, line
        for one, other in combinations(lines, 2):
            if not (one in names and other in names):
                assert not meet(one, other), (text.name, one, other)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("face", NAME_FACES)
@pytest.mark.parametrize("placed", [False, True])
def test_names_stay_large_and_are_broken_only_between_words_never_in_the_family_name(page, face, placed):
    how = design(page, face, placed=placed)
    for text in texts():
        layout = Layout(text, how)
        setting = next(each for each in layout.own() if each.kind == "name")
        assert setting.size >= SMALLEST
        assert " ".join(setting.lines) == f"{text.honorific} {text.name}".strip()
        if text.honorific:
            assert len(setting.lines) <= 2
            assert all(len(line.split()) >= 2 for line in setting.lines)
            assert len(setting.lines[0].split()) >= 3, (
                "honorific, family name and one word more stay together"
            )
            assert not any(line.startswith(("Thị ", "Văn ", "Nữ ")) for line in setting.lines)
