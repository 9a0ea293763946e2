"""What the desk checks of one nominee by itself, with the words the officer reads."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db.models import Q

from criteria.index_rule import IndexFinding, Verdict
from dossiers.appraising.late_figures import overtaken
from dossiers.appraising.summary import votes_of
from dossiers.checks import votes_missing_phrase, votes_not_told
from dossiers.conclusion_checks import in_scope, index_of
from dossiers.enums import CLAIMED
from dossiers.models import Dossier, Nominee

ALIKE, LONG_ENOUGH = 0.85, 80  # a share of equal text, and the characters from which it means something
COMPARED = 1500  # characters of a summary that are compared: what its form takes
TONES = {Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.INSUFFICIENT: "attention"}


@dataclass(frozen=True)
class Check:
    """One automatic check: its name, tone of badge.html, the word, sentences, other dossiers to look at."""

    name: str
    tone: str
    word: str
    sentences: list[str]
    links: list[tuple[str, str]] = field(default_factory=list)


def checks_of(dossier: Dossier, nominees: list[Nominee], figures: dict) -> dict[int, list[Check]]:
    """The checks of each nominee by its number; one query for all of them."""
    others, late = _others(dossier, nominees), overtaken(nominees, figures)
    return {
        each.pk: _nominee_checks(each, nominees, others, figures) + _late_check(each, late)
        for each in nominees
    }


def _others(dossier: Dossier, nominees: list[Nominee]) -> list[Nominee]:
    """Standing nominees of other dossiers who are, or are called like, one of these."""
    same = (
        Q(search_key__in=[each.search_key for each in nominees])
        | Q(official__in=[each.official_id for each in nominees if each.official_id])
        | Q(collective__in=[each.collective_id for each in nominees if each.collective_id])
    )
    return list(
        Nominee.objects.filter(same, campaign=dossier.campaign_id)
        .standing()
        .select_related("dossier__unit")
        .order_by("dossier__unit__sort_key", "pk")
    )


def _nominee_checks(nominee: Nominee, nominees, others, figures) -> list[Check]:
    found = [_scope_check(nominee), _vote_check(nominee), _twice_check(nominee, others)]
    if nominee.is_individual:
        found.append(index_check(index_of(nominee, figures)))
    copied = _copy_check(nominee, nominees)
    return [*found, copied] if copied else found


def _scope_check(nominee: Nominee) -> Check:
    if in_scope(nominee):
        return Check("Đối tượng", "good", "Đúng", [f"Thuộc {nominee.dossier.unit}."])
    return Check("Đối tượng", "bad", "Không đúng", [f"Không thuộc {nominee.dossier.unit}."])


def _vote_check(nominee: Nominee) -> Check:
    minutes = getattr(nominee.dossier, "minutes", None)
    present = minutes.present if minutes else None
    if empty := votes_not_told(nominee):
        missing = f"{votes_missing_phrase(empty)}."
        return Check("Bình xét tại đơn vị", "attention", "Chưa ghi", [missing])
    sentence = (
        f"{votes_of(nominee, present)}, {nominee.votes_against} không tán thành, "
        f"{nominee.votes_other or 0} ý kiến khác."
    )
    half = 2 * (nominee.votes_for or 0) > (present or 0)
    return Check(
        "Bình xét tại đơn vị",
        "good" if half else "attention",
        "Quá nửa" if half else "Không quá nửa",
        [sentence],
    )


def _twice_check(nominee: Nominee, others: list[Nominee]) -> Check:
    """The same person or collective elsewhere, then people of the same name."""
    rest = [each for each in others if each.pk != nominee.pk]
    same = [
        each
        for each in rest
        if (nominee.official_id and each.official_id == nominee.official_id)
        or (nominee.collective_id and each.collective_id == nominee.collective_id)
    ]
    alike = [
        each
        for each in rest
        if each not in same and (each.kind, each.search_key) == (nominee.kind, nominee.search_key)
    ]
    links = [
        (f"{each.addressed}, hồ sơ của {each.dossier.unit} ({each.state.label})", each.dossier.code)
        for each in same + alike
    ]
    if any(each.status in CLAIMED for each in same):
        return Check(
            "Đề nghị trùng", "bad", "Đã có kết luận", ["Đã được kết luận đủ điều kiện ở hồ sơ khác."], links
        )
    if same:
        return Check(
            "Đề nghị trùng",
            "attention",
            "Trùng",
            ["Cũng được đề nghị ở hồ sơ khác; chỉ kết luận đủ điều kiện ở một hồ sơ."],
            links,
        )
    if alike:
        return Check(
            "Đề nghị trùng",
            "attention",
            "Trùng tên",
            ["Có người trùng tên; hãy xem có phải là một người."],
            links,
        )
    return Check("Đề nghị trùng", "good", "Không trùng", ["Không thấy ở hồ sơ nào khác."])


def index_check(found: IndexFinding) -> Check:
    """The index rule with its figures, in the words of the rule itself."""
    word = found.verdict.value
    return Check("Chỉ số CCHC", TONES[found.verdict], word[0].upper() + word[1:], [f"{found.sentence}."])


def _late_check(nominee: Nominee, late: dict[int, IndexFinding]) -> list[Check]:
    """A conclusion made on other figures than those of now."""
    if nominee.pk not in late:
        return []
    then = nominee.index_basis or "Chưa đủ căn cứ"
    return [Check("Chỉ số khi kết luận", "attention", "Đã khác", [f"{then}.", "Hãy xem lại kết luận."])]


def _nearly_equal(one: str, other: str) -> bool:
    """Whether the texts' beginnings are alike; the cheap upper bounds first, the true share is quadratic."""
    pair = SequenceMatcher(None, one[:COMPARED], other[:COMPARED])
    return pair.real_quick_ratio() >= ALIKE and pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE


def _copy_check(nominee: Nominee, nominees: list[Nominee]) -> Check | None:
    """Each subject writes its own report (so TT 17/2019/TT-NHNN, mẫu 11): nearly equal ones are shown, not refused."""
    mine = nominee.summary
    alike = [
        each.addressed
        for each in nominees
        if each.pk != nominee.pk
        and min(len(mine), len(each.summary)) >= LONG_ENOUGH
        and _nearly_equal(mine, each.summary)
    ]
    if not alike:
        return None
    return Check(
        "Tóm tắt thành tích", "attention", "Gần giống nhau", [f"Gần như trùng với {', '.join(alike)}."]
    )
