"""An invented khóm for the samples of a unit's papers: nobody of these names is meant."""

from campaigns.enums import UnitKind
from campaigns.law.bases import CITES
from campaigns.models import Unit
from campaigns.papers.parts import SAMPLE_LAW
from criteria.enums import NomineeKind
from dossiers.papers.unit.facts import NomineeLine

UNIT = Unit(
    code="khom-mau",
    name="Ban nhân dân Khóm Mẫu",
    kind=UnitKind.NEIGHBOURHOOD,
    has_seal=False,
    address="Khóm Mẫu",
)
HEAD = "Nguyễn Văn Mẫu"
LAWS = tuple(CITES + line for line in SAMPLE_LAW[1:])


def _person(number: int, name: tuple[str, str], title: str, summary: str, votes: tuple) -> NomineeLine:
    honorific, own = name
    position = f"{title}, {UNIT.name}"
    return NomineeLine(number, NomineeKind.INDIVIDUAL, own, honorific, position, summary, *votes)


NOMINEES = (
    NomineeLine(
        1,
        NomineeKind.COLLECTIVE,
        UNIT.name,
        summary=(
            "Lập tổ hỗ trợ nộp hồ sơ trực tuyến tại nhà văn hóa khóm, mỗi tuần hai buổi; "
            "100% việc được giao hoàn thành đúng thời gian."
        ),
        votes_for=11,
        votes_against=0,
        votes_other=0,
    ),
    NomineeLine(
        2,
        NomineeKind.COLLECTIVE,
        "Tổ công nghệ số cộng đồng Khóm Mẫu",
        summary="Hướng dẫn 218 hộ cài đặt và sử dụng định danh điện tử.",
        votes_for=10,
        votes_against=1,
        votes_other=0,
    ),
    _person(
        3,
        ("Ông", HEAD),
        "Trưởng khóm",
        "Đề xuất cách nhắc hạn trả kết quả qua nhóm Zalo của khóm, đã áp dụng toàn khóm.",
        (11, 0, 0),
    ),
    _person(
        4, ("Bà", "Trần Thị Mẫu"), "Phó khóm", "Trực tiếp vận động 62 hộ nộp hồ sơ trực tuyến.", (10, 0, 1)
    ),
    _person(
        5,
        ("Bà", "Huỳnh Thị Ngọc Thí Dụ"),
        "Chi hội trưởng Chi hội Phụ nữ",
        "Tuyên truyền cải cách hành chính trong mọi buổi sinh hoạt chi hội, mỗi tháng một chuyên đề.",
        (9, 1, 1),
    ),
)
