"""What the officer writes down while appraising. None of it changes a status: moves are workflow's.

Every writer locks the dossier first and the nominee second, the order in which reopening does it, so
that nothing is written on a case somebody else is just closing.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, Unit
from campaigns.rules import is_internal_affairs
from dossiers import rules
from dossiers.checks import deadline_for
from dossiers.enums import DossierStatus, NomineeStatus, OfficerFinding
from dossiers.models import CriterionFinding, Dossier, Extension, Nominee
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.lib.vietnamese import deadline_phrase
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused


def _lock_dossier(pk: int) -> Dossier:
    return Dossier.objects.select_for_update(of=("self",)).get(pk=pk)


def _open_case(nominee: Nominee, by) -> Nominee:
    """The nominee, locked, if this person may write on it now; else NotAllowed or Refused."""
    dossier = _lock_dossier(nominee.dossier_id)
    locked = Nominee.objects.select_for_update(of=("self",)).get(pk=nominee.pk)
    if not rules.may_conclude(by, locked):
        raise NotAllowed("Bạn không có quyền thẩm định trường hợp này.")
    if dossier.status != DossierStatus.IN_REVIEW:
        raise Refused("Chỉ ghi nhận xét khi hồ sơ đang thẩm định. Hãy tải lại trang.")
    if locked.status != NomineeStatus.PROPOSED:
        raise Refused(f"{locked.addressed} đã có kết luận. Muốn sửa, hãy bấm “Kết luận lại” trước.")
    return locked


@transaction.atomic
def record_clear(nominee: Nominee, *, on: date | None, by, note: str = "") -> Nominee:
    """Confirm that on that day nothing was pending: discipline, inspection, complaint (NĐ 98/2023, NĐ 152/2025 Điều 4).

    `on` of None takes the confirmation back. The note is for Nội vụ and the chairman only.
    Raises Refused for a day to come.
    """
    locked = _open_case(nominee, by)
    if on and on > timezone.localdate():
        raise Refused("Ngày xác nhận không thể sau hôm nay.")
    locked.clear_on, locked.clear_by, locked.clear_note = on, by if on else None, note
    locked.save(update_fields=["clear_on", "clear_by", "clear_note"])
    return locked


@transaction.atomic
def record_finding(
    finding: CriterionFinding, *, found: str, note: str = "", by, at: datetime | None = None
) -> CriterionFinding:
    """The officer's finding on one criterion; blank takes it back. Who found and when is kept.

    "Không đạt" and "chưa đủ căn cứ" say why: the unit or the council will ask.
    """
    _open_case(finding.nominee, by)
    note = note.strip()
    if found and found not in OfficerFinding.values:
        raise Refused("Hãy chọn một kết quả thẩm định trong danh sách.")
    if found in (OfficerFinding.NOT_MET, OfficerFinding.INSUFFICIENT) and not note:
        raise Refused(
            f"Hãy ghi nhận xét cho tiêu chí “{finding.criterion.short}”: "
            f"vì sao {OfficerFinding(found).label.lower()}."
        )
    row = CriterionFinding.objects.get(pk=finding.pk)
    if (row.finding, row.finding_note) == (found, note):
        return row  # who looked first stays on record
    row.finding, row.finding_note = found, note
    row.found_by, row.found_at = (by, at or timezone.now()) if found else (None, None)
    row.save(update_fields=["finding", "finding_note", "found_by", "found_at"])
    return row


@transaction.atomic
def choose_index_years(nominee: Nominee, *, later: int | None, reason: str = "", by) -> Nominee:
    """Compare an earlier pair of years than the campaign's, with the reason; None goes back to it.

    Plan, section III.4 compares "năm sau" with "năm trước liền kề"; the figure of the campaign's own
    year is normally published after the dossiers are in.
    """
    locked = _open_case(nominee, by)
    if not locked.is_individual:
        raise Refused("Chỉ số CCHC chỉ xét cho cá nhân.")
    default = locked.campaign.index_years[0]
    reason = reason.strip()
    if later == default:
        later = None
    if later and later > default:
        raise Refused(f"Chỉ được chọn cặp năm trước cặp {default}–{default - 1} của phong trào.")
    if later and not reason:
        raise Refused("Hãy ghi lý do chọn cặp năm khác; lý do này được in trong bảng tổng hợp.")
    locked.index_year, locked.index_reason = later, reason if later else ""
    locked.save(update_fields=["index_year", "index_reason"])
    return locked


@transaction.atomic
def conclude(move: str, nominee: Nominee, *, by, note: str = "", at: datetime | None = None, **data):
    """A nominee's move with its dossier held still meanwhile. Raises as Workflow.perform does."""
    _lock_dossier(nominee.dossier_id)
    return NOMINEE.perform(move, nominee, by=by, note=note, at=at, **data)


@transaction.atomic
def grant_extension(
    campaign: Campaign, unit: Unit, *, too_late: datetime, reason: str, by, at: datetime | None = None
) -> Extension:
    """A later deadline for one unit: `too_late` is the first moment too late (aware).

    Raises NotAllowed for anybody but Nội vụ, Refused for a deadline no later than the present one,
    one already past, or without a reason.
    """
    if not is_internal_affairs(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được gia hạn."))
    now = at or timezone.now()
    present = deadline_for(campaign, unit)
    missing = []
    if unit.ward_id != campaign.ward_id:
        missing.append("Đơn vị này không thuộc phường của phong trào.")
    if too_late <= now:
        missing.append("Hạn mới phải sau hôm nay.")
    if too_late <= present:
        missing.append(f"Hạn mới phải sau hạn hiện nay của đơn vị ({deadline_phrase(present)}).")
    if not reason.strip():
        missing.append("Hãy ghi lý do gia hạn.")
    if missing:
        raise Refused(*missing)
    return Extension.objects.create(
        campaign=campaign, unit=unit, too_late=too_late, reason=reason.strip(), by=by, at=now
    )


@transaction.atomic
def open_for_unit(campaign: Campaign, unit: Unit, *, by, note: str, at: datetime | None = None) -> Dossier:
    """The unit's dossier, begun if there is none, for the officer to enter what came on paper."""
    if not is_internal_affairs(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được nhập thay đơn vị."))
    dossier, _ = Dossier.objects.get_or_create(campaign=campaign, unit=unit, defaults={"created_by": by})
    return DOSSIER.perform("enter_for_unit", dossier, by=by, note=note, at=at)
