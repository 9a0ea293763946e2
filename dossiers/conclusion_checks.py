"""What stops a conclusion about one nominee, and the findings the office concludes from.

The index rule decides nothing by itself where figures are missing: that takes the officer's reason
(plan, section III.4; docs/glossary.md, “Chưa đủ căn cứ”).
"""

from criteria.index_rule import IndexFinding, Verdict
from criteria.rules import index_finding, index_rule_of
from dossiers.enums import CLAIMED, DossierStatus, IneligibleReason, NomineeStatus, OfficerFinding
from dossiers.models import Nominee


def _in_review(nominee: Nominee) -> list[str]:
    if nominee.dossier.status == DossierStatus.IN_REVIEW:
        return []
    return ["Chỉ kết luận khi hồ sơ đang thẩm định."]


def accept_missing(nominee: Nominee, act) -> list[str]:
    """All that stops the conclusion "đủ điều kiện"."""
    missing = _in_review(nominee)
    missing += _criteria_missing(nominee, act)
    if nominee.clear_on is None:
        missing.append(
            "Chưa xác nhận ngày kiểm tra “không trong thời gian xem xét kỷ luật, thanh tra, khiếu nại”."
        )
    if not in_scope(nominee):
        missing.append(f"{nominee.addressed} không thuộc đơn vị đề nghị.")
    taken = others_concluded(nominee).select_related("dossier__unit").first()
    if taken:
        missing.append(f"{nominee.addressed} đã được kết luận đủ điều kiện ở hồ sơ của {taken.dossier.unit}.")
    if nominee.is_individual:
        found = index_of(nominee)
        if found.verdict is Verdict.NOT_MET:
            missing.append(f"Không đạt tiêu chí về Chỉ số CCHC: {found.figures}.")
        if found.verdict is Verdict.INSUFFICIENT and not act.note:
            missing.append(f"{found.sentence}. Muốn kết luận đủ điều kiện phải ghi lý do.")
    return missing


def _criteria_missing(nominee: Nominee, act) -> list[str]:
    """Every criterion is judged; who does not meet one is found eligible only with the officer's reason."""
    found = nominee.findings.exclude(finding=OfficerFinding.MET).select_related("criterion")
    rows = list(found.order_by("criterion__order"))
    missing = []
    if names := [each.criterion.short for each in rows if not each.finding]:
        missing.append(f"Chưa thẩm định tiêu chí: {'; '.join(names)}.")
    unmet = [
        f"{each.criterion.short} ({each.get_finding_display().lower()})" for each in rows if each.finding
    ]
    if unmet and not act.note:
        missing.append(
            f"Tiêu chí chưa đạt: {'; '.join(unmet)}. Muốn vẫn kết luận đủ điều kiện phải ghi lý do."
        )
    return missing


def reject_missing(nominee: Nominee, act) -> list[str]:
    """A refusal names one of the enumerated reasons (published commune procedures; docs/glossary.md)."""
    missing = _in_review(nominee)
    if act.data.get("reason") not in IneligibleReason.values:
        missing.append("Hãy chọn lý do không đủ điều kiện.")
    return missing


def reconsider_missing(nominee: Nominee, act) -> list[str]:
    """A conclusion is taken back only while the dossier is under appraisal."""
    return _in_review(nominee)


def confirm_missing(nominee: Nominee, act) -> list[str]:
    """The officer confirms a conclusion on figures that came or changed after it.

    "Đủ điều kiện" that the figures no longer bear is concluded anew while it still can be; later, or against
    the figures, the confirmation says why the conclusion stands and who was told.
    """
    found = index_of(nominee)
    if not is_overtaken(nominee, found):
        return ["Chỉ số không đổi từ khi kết luận."]
    if nominee.status == NomineeStatus.ELIGIBLE and found.verdict is Verdict.NOT_MET:
        return [
            f"{found.sentence}. Hãy bấm “Kết luận lại”; hồ sơ đã thẩm định xong thì mở lại thẩm định trước."
        ]
    agrees = (found.verdict is Verdict.MET) == (nominee.status != NomineeStatus.INELIGIBLE)
    if agrees or act.note:
        return []
    return [f"{found.sentence}. Hãy ghi vì sao vẫn giữ kết luận, đã báo cho ai."]


def is_overtaken(nominee: Nominee, found: IndexFinding) -> bool:
    """Whether an individual's conclusion rests on figures that are no longer those of the index.

    A case refused for another reason than the standard is not touched by figures.
    """
    if not nominee.is_individual or nominee.status not in (*CLAIMED, NomineeStatus.INELIGIBLE):
        return False
    if nominee.status == NomineeStatus.INELIGIBLE and nominee.reason != IneligibleReason.NOT_MET:
        return False
    if not nominee.index_basis:  # concluded before the words were kept
        return nominee.without_figures and found.verdict is not Verdict.INSUFFICIENT
    return nominee.index_basis != found.sentence


def notice_missing(nominee: Nominee, act) -> list[str]:
    """The notice of non-award goes out once the dossier is appraised, and once."""
    missing = []
    if nominee.dossier.status != DossierStatus.APPRAISED:
        missing.append("Hãy kết thúc thẩm định hồ sơ trước khi báo kết quả.")
    if nominee.told_at:
        missing.append("Đã báo cho đơn vị rồi.")
    return missing


def index_of(nominee: Nominee, figures: dict | None = None) -> IndexFinding:
    """The index rule for an individual, with the sentence and, where stated, why other years were used.

    `figures` of criteria.rules.index_figures spares the query where many are asked about.
    """
    found = index_finding(nominee.dossier.unit, nominee.index_years, index_rule_of(nominee.campaign), figures)
    if nominee.index_year and nominee.index_reason:
        return IndexFinding(found.verdict, f"{found.sentence} (chọn cặp năm này vì: {nominee.index_reason})")
    return found


def others_concluded(nominee: Nominee):
    """Nominees of other dossiers of this campaign with the same person or collective already concluded."""
    same = Nominee.objects.filter(campaign_id=nominee.campaign_id, status__in=CLAIMED).exclude(pk=nominee.pk)
    if nominee.official_id:
        return same.filter(official_id=nominee.official_id)
    return same.filter(collective=nominee.collective_id)


def in_scope(nominee: Nominee) -> bool:
    """The person or collective belongs to the unit that nominates."""
    subject = nominee.official if nominee.official_id else nominee.collective
    return subject is not None and subject.unit_id == nominee.dossier.unit_id


def choose_again_missing(nominee, act) -> list[str]:
    """What the unit was told is not taken back in silence."""
    return ["Đơn vị đã được báo kết quả nên không chọn lại được."] if nominee.told_at else []
