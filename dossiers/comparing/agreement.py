"""Whether a unit's signed papers and its answers agree: nominees, titles, counts, votes, the day of the meeting.

What a printed version said is known by its code (office.Printout.told); of a digital file without a code the words
are read once when it comes in (dossiers.comparing.paper_words). A picture of paper without a code is said to be unread.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.crypto import constant_time_compare, salted_hmac

from criteria.enums import NomineeKind
from dossiers.comparing.paper_words import said_by_words
from dossiers.comparing.told import BLANK, VOTES, Source, source_of, told_now
from dossiers.enums import NomineeStatus
from dossiers.enums import PaperKind as Part
from dossiers.models import Dossier, DossierPaper, newest_of

PRINTED_AS = {Part.SUBMISSION: "unit-submission", Part.MINUTES: "unit-minutes", Part.REPORT: "unit-report"}
LABELS = {
    Part.SUBMISSION: "Tờ trình",
    Part.MINUTES: "Biên bản họp bình xét",
    Part.REPORT: "Báo cáo thành tích",
}
ANSWERS = "phần đã nhập"
ASK = (
    "Giấy tờ đã ký và phần đã nhập có chỗ chưa khớp. Hãy xem các điểm nêu ở bước Kiểm tra, "
    "đối chiếu với bản giấy rồi đánh dấu “Tôi đã đối chiếu”."
)
CHANGED = (
    "Chưa nộp: các điểm chưa khớp đã thay đổi từ lúc ông (bà) mở trang này, có thể người khác vừa sửa phần đã nhập "
    "hoặc đưa lên bản khác. Hãy xem lại các điểm nêu ở bước Kiểm tra, đối chiếu rồi bấm nộp lần nữa."
)
LONGEST_NOTE = 2000


class Topic(StrEnum):
    """What a difference is about."""

    NOMINEES = "nominees"
    NAME = "name"
    POSITION = "position"
    ORDER = "order"
    VOTES = "votes"
    MEETING = "meeting"
    WRONG_PAPER = "wrong_paper"
    SAME_FILE = "same_file"
    UNSIGNED = "unsigned"
    UNREAD = "unread"


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree, as a sentence; what could not be read asks for eyes, not for a tick."""

    topic: Topic
    sentence: str

    @property
    def to_confirm(self) -> bool:
        return self.topic is not Topic.UNREAD


# --- comparing ------------------------------------------------------------------------------------------


def differences(dossier: Dossier) -> list[Difference]:
    """All that does not agree among the present signed papers and the answers, the gravest first (two queries)."""
    papers = _present(dossier)
    now = told_now(dossier)
    names = {each["id"]: each["name"] for each in now["nominees"]}
    sources, found = [source_of(ANSWERS, now, now["nominees"])], []
    unread = []
    for paper in papers:
        label = _label(paper)
        if paper.printout_id and not _printed_from(paper):
            found.append(
                Difference(
                    Topic.WRONG_PAPER, f"{label}: trang in mang mã của một giấy tờ khác. Hãy xem lại tệp."
                )
            )
        elif paper.printout_id:
            told = paper.printout.told
            names = {each["id"]: each["name"] for each in told.get("nominees", [])} | names
            sources.append(source_of(label, told, now["nominees"], paper.kind))
        elif words := _words_of(paper):
            sources.append(Source(label, *said_by_words(words, paper.kind, paper.nominee_id, now)))
        else:
            unread.append(label)
    found = compare(sources, names) + found + _same_files(papers) + _unsigned(papers)
    if unread:
        found.append(
            Difference(
                Topic.UNREAD, f"Bản chụp không đọc được chữ; hãy đối chiếu bằng mắt: {'; '.join(unread)}."
            )
        )
    return found


def _present(dossier: Dossier) -> list[DossierPaper]:
    """The newest version of each paper of those still nominated."""
    newest = newest_of(dossier.papers.select_related("file", "printout", "reading", "nominee"))
    return [
        each
        for each in newest.values()
        if each.nominee is None or each.nominee.status != NomineeStatus.WITHDRAWN
    ]


def _label(paper: DossierPaper) -> str:
    return f"{LABELS[paper.kind]} của {paper.nominee.addressed}" if paper.nominee else LABELS[paper.kind]


def _printed_from(paper: DossierPaper) -> bool:
    """Whether the printed version is one of this very paper."""
    subject = paper.nominee_id or paper.dossier_id
    return (paper.printout.kind, paper.printout.object_id) == (PRINTED_AS[paper.kind], subject)


def _words_of(paper: DossierPaper):
    reading = getattr(paper, "reading", None)
    return reading if reading and reading.key else None


def compare(sources: list[Source], names: dict[int, str]) -> list[Difference]:
    """What the sources say differently of the same thing; the first are the answers."""
    lists = [each for each in sources if each.lists]
    found = [_nominees_differ(kind, lists, names) for kind in NomineeKind] + [
        _order_differs(kind, lists) for kind in NomineeKind
    ]
    for key in dict.fromkeys(key for each in sources for key in each.says):
        values = [(each.label, each.says[key]) for each in sources if key in each.says]
        if len({value for _, value in values}) > 1:
            found.append(_value_differs(key, values, names))
    return [each for each in found if each]


def _nominees_differ(kind: NomineeKind, sources: list[Source], names: dict[int, str]) -> Difference | None:
    """Counts and lists of one kind: "Tờ trình đề nghị 03 cá nhân, Biên bản họp bình xét có 02 cá nhân: …"."""
    everybody = dict.fromkeys(pk for each in sources for pk in each.lists[kind])
    heads, tails = [], []
    for each in sources:
        verb = "đề nghị" if each.label == LABELS[Part.SUBMISSION] else "có"
        heads.append(f"{each.label} {verb} {each.counts[kind]:02d} {kind.word}")
        missing = [names.get(pk, "") for pk in everybody if pk not in each.lists[kind]]
        tails += [f"{each.label} thiếu {', '.join(missing)}"] if missing else []
        strangers = each.strangers if kind == NomineeKind.INDIVIDUAL else ()
        tails += [f"{each.label} có {', '.join(strangers)} không được đề nghị"] if strangers else []
    if not tails and len({each.counts[kind] for each in sources}) < 2:  # noqa: PLR2004
        return None
    heads = [*heads[1:], heads[0]]  # the papers, then the answers
    return Difference(Topic.NOMINEES, _sentence(", ".join(heads), tails))


def _order_differs(kind: NomineeKind, sources: list[Source]) -> Difference | None:
    answers, *papers = sources
    other = [
        each.label
        for each in papers
        if each.lists[kind] != answers.lists[kind] and set(each.lists[kind]) == set(answers.lists[kind])
    ]
    if not other:
        return None
    return Difference(
        Topic.ORDER, f"Thứ tự {kind.word} trong {' và '.join(other)} khác thứ tự trong {ANSWERS}."
    )


def _value_differs(key: tuple, values: list[tuple[str, object]], names: dict[int, str]) -> Difference:
    name, *whose = key
    who = names.get(whose[0], "") if whose else ""
    topic, head, shown = {
        "name": (Topic.NAME, "Tên in trên giấy tờ", "“{}”"),
        "position": (Topic.POSITION, f"Chức vụ của {who}", "“{}”"),
        "present": (Topic.MEETING, "Số người có mặt tại cuộc họp", "{}"),
        "held_on": (Topic.MEETING, "Ngày họp bình xét", "{}"),
    }.get(name) or (Topic.VOTES, f"Số phiếu {VOTES[name]} của {who}", "{}")
    told = [f"{label} {_shown(name, value, shown)}" for label, value in (*values[1:], values[0])]
    return Difference(topic, f"{head}: {', '.join(told)}.")


def _shown(name: str, value: object, shape: str) -> str:
    if value is BLANK:
        return "in ra còn để trống"
    if name == "held_on":
        return f"ghi {'/'.join(reversed(str(value).split('-')))}"
    return "ghi khác hoặc không ghi" if value == "" else f"ghi {shape.format(value)}"


def _sentence(head: str, tails: list[str]) -> str:
    return f"{head[0].upper()}{head[1:]}" + (f": {'; '.join(tails)}." if tails else ".")


def _same_files(papers: list[DossierPaper]) -> list[Difference]:
    """One file cannot be two signed papers."""
    by_hash: dict[str, list[str]] = {}
    for paper in papers:
        by_hash.setdefault(paper.file.sha256, []).append(_label(paper))
    return [
        Difference(Topic.SAME_FILE, f"Cùng một tệp được dùng cho {len(labels)} giấy tờ: {'; '.join(labels)}.")
        for labels in by_hash.values()
        if len(labels) > 1
    ]


def _unsigned(papers: list[DossierPaper]) -> list[Difference]:
    """A digital file with neither a hand's mark nor a key's is a draft, whoever made it."""
    labels = [_label(each) for each in papers if getattr(each, "reading", None) and each.reading.unsigned]
    if not labels:
        return []
    return [
        Difference(
            Topic.UNSIGNED,
            f"Tệp chưa có chữ ký của ai (tệp điện tử không ký số, không phải bản chụp): {'; '.join(labels)}.",
        )
    ]


# --- the tick before submitting -------------------------------------------------------------------------


def to_confirm(found: Iterable[Difference]) -> list[str]:
    """What the unit must say it has compared, as sentences."""
    return [each.sentence for each in found if each.to_confirm]


def proof_of_showing(dossier: Dossier, told: list[str], by) -> str:
    """What a page posts back to prove which differences it showed to whom: their digest, signed (64 hex digits)."""
    words = json.dumps([dossier.pk, by.pk, *told], ensure_ascii=False)
    return salted_hmac("dossiers.agreement", words, algorithm="sha256").hexdigest()


def unconfirmed(dossier: Dossier, act) -> list[str]:
    """Differences block nothing: paper is what counts, and reading may err. But somebody must have looked.

    `shown` is the proof of the page on which they were ticked, which holds for these very differences and no
    others; `compared` is said by who saw no page.
    """
    told = to_confirm(differences(dossier))
    if shown := act.data.get("shown"):
        same = constant_time_compare(shown, proof_of_showing(dossier, told, act.by))
        return [] if same else [CHANGED]
    return [ASK] if told and not act.data.get("compared") else []


def comparison_note(dossier: Dossier, act) -> str:
    """What the log keeps of a tick: each point as the page showed it, which `unconfirmed` has made sure of."""
    told = to_confirm(differences(dossier)) if act.data.get("shown") else []
    return f"Đơn vị đã đối chiếu: {' '.join(told)}"[:LONGEST_NOTE] if told else act.note
