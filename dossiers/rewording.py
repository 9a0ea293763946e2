"""How a nominee's name is written, put right after it was handed in and before the award is issued.

Papers made from now on say it the new way; whatever was signed or frozen before stays as it was (NĐ 30/2020 Điều 18).
`WORDS` are the fields, in the order people read them.
"""

from campaigns.enums import Honorific
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Nominee

WORDS = {"honorific": "Ông/Bà", "name": "Tên", "position": "Chức vụ, nơi công tác", "unit_name": "Đơn vị"}
OPEN = frozenset(set(NomineeStatus) - {NomineeStatus.WITHDRAWN, NomineeStatus.AWARDED, NomineeStatus.REVOKED})
TOO_LATE = (
    "Cách ghi này không còn sửa được: tên đã rút, hoặc quyết định đã ban hành. Đã ban hành thì sửa bằng công văn "
    "đính chính (Nghị định 30/2020/NĐ-CP Điều 18)."
)
STILL_OPEN = "Hồ sơ còn đang soạn ở đơn vị; đơn vị tự sửa ở bước chọn người đề nghị."
SAME = "Chưa sửa chỗ nào so với cách đang ghi."


def as_printed(nominee: Nominee, name: str) -> str:
    """One field as papers show it; the unit's own name where nothing else was entered."""
    if name == "honorific":
        return nominee.get_honorific_display()
    return nominee.printed_unit if name == "unit_name" else getattr(nominee, name)


def changed(nominee: Nominee, words: dict) -> dict[str, tuple[str, str]]:
    """(old, new) as printed, by field, of what these words would change."""
    wanted = Nominee(dossier=nominee.dossier, **{name: getattr(nominee, name) for name in WORDS} | words)
    pairs = {name: (as_printed(nominee, name), as_printed(wanted, name)) for name in WORDS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def words_of(act) -> dict[str, str]:
    """The fields a move was given."""
    return {name: act.data[name] for name in WORDS if name in act.data}


def reword_missing(nominee: Nominee, act) -> list[str]:
    """A draft is still the unit's; a person is addressed, nothing loses its name, and something changes."""
    if nominee.dossier.status == DossierStatus.DRAFT:
        return [STILL_OPEN]
    words = words_of(act)
    faults = []
    if not words.get("name", nominee.name).strip():
        faults.append("Hãy ghi tên.")
    if nominee.is_individual and words.get("honorific", nominee.honorific) not in Honorific.values:
        faults.append("Hãy chọn Ông hoặc Bà.")
    if not nominee.is_individual and words.get("honorific"):
        faults.append("Tập thể không có Ông, Bà.")
    unit, said = nominee.dossier.unit, words.get("position", nominee.position)
    own = words.get("unit_name", nominee.unit_name)
    if own and unit.is_told_by(said) and own.casefold() not in said.casefold():
        faults.append(f"Chức vụ đang ghi sẵn “{unit.name}”. Hãy sửa cả chỗ đó cho khớp với đơn vị vừa ghi.")
    return faults or ([] if changed(nominee, words) else [SAME])


def reworded(nominee: Nominee, act) -> None:
    """The new words stand from now on."""
    for name, value in words_of(act).items():
        setattr(nominee, name, value)


def reworded_note(nominee: Nominee, act) -> str:
    """Old and new of each field, and why; the unit reads it too."""
    pairs = changed(nominee, words_of(act)).items()
    said = "; ".join(f"{WORDS[name]}: “{old}” sửa thành “{new}”" for name, (old, new) in pairs)
    return f"{said}. Lý do: {act.note}"
