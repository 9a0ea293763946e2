"""What the two papers of a ceremony tell: the list with boxes to tick, and the words of the announcer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from awards.ceremony.arranging import lines_of, missing_lines
from awards.models import Award, Ceremony
from campaigns.papers.parts import WardFrame, frame_of, sample_frame
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from phuong6.lib.dates import VIETNAM


@dataclass(frozen=True)
class CalledLine:
    """One giấy khen in the order of calling; `honorific` is empty for a collective."""

    order: int
    turn: int
    kind: str  # "Tập thể", "Cá nhân"
    number: int  # số sổ vàng
    honorific: str
    name: str
    role: str
    presenter: str = ""
    representative: str = ""

    @property
    def called(self) -> str:
        """As it is called: "Ông Nguyễn Văn A"."""
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True)
class CeremonyFacts:
    """Decision, hour, place, and the valid giấy khen in the order of calling.

    `awarded` counts collectives and people whose award stands: more than are called while a number is void.
    """

    frame: WardFrame
    number: str
    day: date
    held_at: datetime
    place: str
    awarded: tuple[int, ...]
    lines: tuple[CalledLine, ...]
    missing: int = 0  # valid giấy khen the programme does not have

    @property
    def warning(self) -> str:
        """What whoever prints the programme has to see to first; empty when it is whole."""
        if not self.missing:
            return ""
        return (
            f"Chưa đủ: còn {self.missing:02d} giấy khen có giá trị chưa nằm trong chương trình trao. "
            "Thêm vào ở trang Lễ trao giấy khen rồi in lại."
        )

    @property
    def called(self) -> tuple[int, ...]:
        """How many of each kind are called, in the order of `NomineeKind`."""
        labels = Counter(each.kind for each in self.lines)
        return tuple(labels[kind.label] for kind in NomineeKind)

    @property
    def turns(self) -> list[tuple[int, list[CalledLine]]]:
        """(number, its lines), in order."""
        found: dict[int, list[CalledLine]] = {}
        for line in self.lines:
            found.setdefault(line.turn, []).append(line)
        return list(found.items())


def facts(ceremony: Ceremony) -> CeremonyFacts:
    """The ceremony as it is arranged now."""
    decision = ceremony.decision
    standing = Award.objects.filter(decision=decision, nominee__status=NomineeStatus.AWARDED)
    kinds = list(standing.values_list("nominee__kind", flat=True))
    return CeremonyFacts(
        frame=frame_of(decision.campaign),
        number=decision.number,
        day=decision.day,
        held_at=timezone.localtime(ceremony.held_at),
        place=ceremony.place,
        awarded=NomineeKind.tally(kinds),
        lines=tuple(_line(each) for each in lines_of(ceremony)),
        missing=missing_lines(ceremony).count(),
    )


def _line(row) -> CalledLine:
    award = row.certificate.award
    return CalledLine(
        order=row.order,
        turn=row.turn,
        kind=award.nominee.get_kind_display(),
        number=award.position,
        honorific=award.right_honorific,
        name=award.right_name,
        role=award.right_role,
        presenter=row.presenter,
        representative=row.representative,
    )


def sample() -> CeremonyFacts:
    """Two collectives and three people, all invented."""
    chairman = "Đồng chí Trần Hữu Lý, Chủ tịch Ủy ban nhân dân Phường 6"
    deputy = "Đồng chí Lâm Thị Mẫu, Phó Chủ tịch Ủy ban nhân dân Phường 6"
    return CeremonyFacts(
        frame=sample_frame(),
        number="01/QĐ-UBND",
        day=date(2023, 12, 5),
        held_at=datetime(2023, 12, 20, 8, 0, tzinfo=VIETNAM),
        place="Hội trường Ủy ban nhân dân Phường 6",
        awarded=(2, 0, 3),
        lines=(
            CalledLine(1, 1, "Tập thể", 1, "", "Ban nhân dân khóm 1", "Phường 6", chairman, "Ông Nguyễn Văn Mẫu"),
            CalledLine(2, 1, "Tập thể", 2, "", "Hội Nông dân Phường 6", "Phường 6", chairman, "Bà Lê Thị Mẫu"),
            CalledLine(3, 2, "Cá nhân", 3, "Ông", "Trần Văn Mẫu", "Trưởng khóm 2, Phường 6", deputy),
            CalledLine(4, 2, "Cá nhân", 4, "Bà", "Phạm Thị Mẫu", "Công chức Tư pháp - Hộ tịch", deputy),
            CalledLine(5, 2, "Cá nhân", 5, "Ông", "Võ Minh Mẫu", "Thành viên Ban nhân dân khóm 5", deputy, "Bà Võ Thị Mẫu"),
        ),
    )  # fmt: skip
