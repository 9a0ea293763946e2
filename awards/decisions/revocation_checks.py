"""What still stops a revocation, as sentences."""

from awards.enums import DecisionStatus
from awards.models import Decision
from dossiers.enums import NomineeStatus


def revocation_missing(decision: Decision) -> list[str]:
    """A revocation names at least one award that stands, of a decision in force."""
    revocation = decision.revocation
    if revocation.old.status != DecisionStatus.ISSUED:
        return [f"Quyết định số {revocation.old.number} không còn hiệu lực nên không hủy bỏ nữa."]
    lines = list(revocation.lines.select_related("award__nominee"))
    if not lines:
        return ["Chưa chọn giấy khen nào để hủy bỏ."]
    return [
        f"{line.award.name}: khen thưởng đã bị hủy bỏ trước đó."
        for line in lines
        if line.award.nominee.status != NomineeStatus.AWARDED
    ]
