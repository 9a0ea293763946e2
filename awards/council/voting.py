"""Counting by the campaign's own rules (no law has any for a commune's giấy khen), pure arithmetic in integers."""

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

    @property
    def unreturned(self) -> int:
        """Members present and entitled of whom this line counts no ballot: none came back, or all of it is invalid."""
        return self.present - self.valid - self.spoilt

    def base(self, name: str) -> int:
        """The number the share of yes votes is taken of: members, present or valid."""
        return {"members": self.members, "present": self.present, "valid": self.valid}[name]


@dataclass(frozen=True)
class Threshold:
    """The campaign's rule: percent of a base, strict or inclusive; base is members, present or valid."""

    percent: int = 50
    inclusive: bool = False
    base: str = "present"
    chair_must_agree: bool = False
    casting_vote: bool = False  # a tie goes the chair's way; open votes only
    in_writing: bool = False  # all members were asked: they stand for those present

    @property
    def words(self) -> str:
        """How high: "trên 50 %" or "từ 50 % trở lên"."""
        return f"từ {self.percent} % trở lên" if self.inclusive else f"trên {self.percent} %"


BASE_WORDS = {
    "members": "tổng số thành viên Hội đồng được biểu quyết trường hợp đó",
    "present": "số thành viên có mặt được biểu quyết trường hợp đó",
    "valid": "số phiếu hợp lệ của trường hợp đó",
}
IN_WRITING = BASE_WORDS | {"present": "số thành viên được lấy ý kiến về trường hợp đó"}
STAYS_IN_BASE = {
    "members": "Thành viên vắng mặt, phiếu không có ý kiến, phiếu không hợp lệ và phiếu không bỏ vẫn nằm trong tổng số này.",
    "present": "Phiếu không có ý kiến, phiếu không hợp lệ và phiếu không bỏ vẫn nằm trong số này.",
    "valid": "Phiếu không có ý kiến vẫn nằm trong số này; phiếu không hợp lệ và phiếu không bỏ thì không.",
}


def base_words(base: str, *, in_writing: bool = False) -> str:
    """Of what the share is taken, in words."""
    return (IN_WRITING if in_writing else BASE_WORDS)[base]


def explain(rule: Threshold) -> str:
    """The rule in sentences, as the meeting's page states it."""
    share = f"tỷ lệ phiếu đồng ý {rule.words}, tính trên {base_words(rule.base, in_writing=rule.in_writing)}"
    stays = STAYS_IN_BASE[rule.base]
    if rule.in_writing:
        stays = stays.replace("Thành viên vắng mặt, phiếu", "Phiếu").replace("không bỏ", "không gửi về")
    sentences = [f"Một trường hợp được đề nghị khen thưởng khi {share}.", stays]
    if rule.casting_vote:
        sentences.append("Bằng đúng một nửa thì theo ý kiến đã biểu quyết của Chủ tịch Hội đồng.")
    elif not rule.inclusive:
        sentences.append(f"Bằng đúng {rule.percent} % thì không đạt.")
    if rule.chair_must_agree:
        sentences.append(
            "Chủ tịch Hội đồng phải đồng ý, trừ trường hợp Chủ tịch Hội đồng không được biểu quyết."
        )
    return " ".join(sentences)


def quorum_met(present: int, members: int, numerator: int = 2, denominator: int = 3) -> bool:
    """numerator/denominator of all members are present, e.g. 3·present ≥ 2·members."""
    return members > 0 and denominator * present >= numerator * members


def passes(line: Line, rule: Threshold, *, chair_agrees: bool | None = None) -> bool:
    """Whether a line passes: yes·100 > percent·base (≥ if inclusive).

    Exactly half of the base is a tie: it fails, unless the chair has a casting vote and voted yes. Blank, spoilt and unreturned ballots stay in a base of members or present.
    """
    base = line.base(rule.base)
    if base == 0:
        return False
    reached = line.yes * 100 - rule.percent * base
    tie_is_broken = rule.casting_vote and 2 * line.yes == base and bool(chair_agrees)
    if not (reached > 0 or (reached == 0 and (rule.inclusive or tie_is_broken))):
        return False
    return not rule.chair_must_agree or bool(chair_agrees)
