"""What a unit may see of a nominee's fate (SECURITY.md).

Until the outcome is told, the words follow from the dossier alone: eligible, ineligible, tabled,
recommended and declined nominees of one dossier all read the same, so nothing can be inferred.
"""

from dataclasses import dataclass

from campaigns.enums import Role
from campaigns.rules import has_role
from dossiers.enums import DossierStatus, NomineeStatus


@dataclass(frozen=True)
class Outcome:
    """The words and the badge's tone; `detail` is a sentence that explains, possibly empty."""

    label: str
    tone: str
    detail: str = ""


WAITING = {
    DossierStatus.DRAFT: Outcome("Đang soạn", "draft"),
    DossierStatus.SUBMITTED: Outcome("Đã nộp", "waiting"),
    DossierStatus.IN_REVIEW: Outcome("Đang thẩm định", "progress"),
    DossierStatus.RETURNED: Outcome("Cần bổ sung", "attention"),
    DossierStatus.APPRAISED: Outcome("Chờ kết quả", "waiting"),
}
TOLD = {
    NomineeStatus.INELIGIBLE: Outcome("Không đủ điều kiện", "bad"),
    NomineeStatus.NOT_RECOMMENDED: Outcome("Hội đồng không đề nghị khen thưởng", "bad"),
    NomineeStatus.DECLINED: Outcome("Không được tặng Giấy khen", "bad"),
    NomineeStatus.AWARDED: Outcome("Được tặng Giấy khen", "award"),
}
WITHDRAWN = Outcome("Đã rút tên", "off")
REVOKED = Outcome("Khen thưởng đã bị hủy bỏ", "off")


def sees_office_face(user) -> bool:
    """Who reads states as the office does; everybody else reads what units may know."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


def all_told(dossier, nominees) -> bool:
    """Whether the unit knows the outcome of every standing nominee of its appraised dossier.

    One nominee still untold keeps the whole dossier waiting, so nothing can be inferred from it.
    """
    standing = [each for each in nominees if each.status != NomineeStatus.WITHDRAWN]
    known = {*TOLD, NomineeStatus.REVOKED}
    return (
        dossier.status == DossierStatus.APPRAISED
        and bool(standing)
        and all(each.told_at is not None and each.status in known for each in standing)
    )


def state_for_unit(dossier, nominees) -> str:
    """Where the dossier stands, in the unit's words; `nominees` are all of the dossier's."""
    return "Đã có kết quả" if all_told(dossier, nominees) else dossier.state.for_unit


def told_to_unit(nominee) -> Outcome:
    """What the nominee's own unit may know now."""
    if nominee.status == NomineeStatus.WITHDRAWN:
        return WITHDRAWN
    if nominee.status == NomineeStatus.REVOKED:
        return REVOKED
    if nominee.told_at is None or nominee.status not in TOLD:
        return WAITING[nominee.dossier.state]
    told = TOLD[nominee.state]
    if nominee.status == NomineeStatus.INELIGIBLE:
        reason = f"{nominee.get_reason_display()}. {nominee.conclusion}".strip()
        return Outcome(told.label, told.tone, reason)
    return told
