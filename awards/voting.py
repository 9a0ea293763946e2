"""Counting, pure arithmetic in integers (design.md §4; domain.md §3.4)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The votes on one agenda line. All are counts of ballots or members."""

    members: int  # council members entitled on this line
    present: int  # of them, present
    yes: int
    no: int
    blank: int = 0
    spoilt: int = 0

    @property
    def valid(self) -> int:
        """Ballots that say yes, no or nothing on this line."""
        return self.yes + self.no + self.blank


@dataclass(frozen=True)
class Threshold:
    """The campaign's rule: percent of a base, strict or inclusive; base is members, present or valid."""

    percent: int = 50
    inclusive: bool = False
    base: str = "present"
    chair_must_agree: bool = False


def quorum_met(present: int, members: int, numerator: int = 2, denominator: int = 3) -> bool:
    """numerator/denominator of all members are present, e.g. 3·present ≥ 2·members."""
    return members > 0 and denominator * present >= numerator * members


def passes(line: Line, rule: Threshold, *, chair_agrees: bool | None = None) -> bool:
    """Whether a line passes: yes·100 > percent·base (≥ if inclusive). A tie at 50 % fails by default.

    Blank, spoilt and unreturned ballots stay in a base of members or present.
    """
    base = {"members": line.members, "present": line.present, "valid": line.valid}[rule.base]
    if base == 0:
        return False
    reached = line.yes * 100 - rule.percent * base
    if not (reached > 0 or (rule.inclusive and reached == 0)):
        return False
    return not rule.chair_must_agree or bool(chair_agrees)
