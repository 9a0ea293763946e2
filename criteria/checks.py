"""What still stops a move, as sentences."""

from datetime import date

from django.utils import timezone

from criteria.enums import TargetKind
from criteria.models import Initiative, Inspection, TargetResult
from criteria.periods import Span, opens_on
from criteria.querysets import to_put_right
from phuong6.lib.vietnamese import short_date


def report_missing(result: TargetResult, act) -> list[str]:
    """What a report lacks: two whole numbers of a share, proven as its target asks; done or not, with words, of a task."""
    if early := _too_early(result, timezone.localtime(act.at).date()):
        return [early]
    if result.target.kind == TargetKind.TASK:
        return _task_missing(result)
    missing, above, below = [], result.numerator, result.denominator
    if above is None:
        missing.append(f"Chưa ghi: {result.target.numerator}.")
    if below is None:
        missing.append(f"Chưa ghi: {result.target.denominator}.")
    if above is not None and below is not None and above > below:
        missing.append("Tử số không thể lớn hơn mẫu số.")
    if result.target.evidence and lacks_proof(result):
        missing.append(
            f"Chưa có minh chứng. Chỉ tiêu này cần: {result.target.evidence}. Hãy đưa tệp lên ở mục “Minh chứng”, "
            "hoặc lấy số liệu từ sổ nếu sổ đã được nhập."
        )
    return missing


def lacks_proof(result: TargetResult) -> bool:
    """A share of cases that neither a file nor a register bears out."""
    if result.target.kind == TargetKind.TASK or not result.denominator or result.source_id:
        return False
    return not result.evidence.exists()


def _too_early(result: TargetResult, today: date) -> str:
    """Why nothing can be reported yet; empty once it can."""
    target, first, last = result.target, result.period_from, result.period_to
    if today < first:
        return f"Kỳ này bắt đầu từ ngày {first:%d/%m/%Y}, chưa có gì để báo cáo."
    if today < opens_on(target.kind, target.period, Span(first, last, "")):
        return f"Kỳ này chưa hết. Hãy gửi từ ngày {last:%d/%m/%Y}, khi đã có đủ số của cả kỳ."
    return ""


def _task_missing(result: TargetResult) -> list[str]:
    missing = []
    if result.done is None:
        missing.append("Chưa chọn đã hoàn thành hay chưa.")
    if result.done and result.done_on is None:
        missing.append("Chưa ghi ngày hoàn thành.")
    if not result.text.strip():
        missing.append("Chưa ghi đã làm gì, kết quả ra sao.")
    if result.done and not result.evidence.exists():
        missing.append("Nhiệm vụ đã hoàn thành cần ít nhất một minh chứng.")
    return missing


def proposal_missing(initiative: Initiative, act) -> list[str]:
    """An initiative says what was, what is new and what it brings."""
    asked = {
        "problem": "Chưa ghi trước đây ra sao, vướng gì.",
        "solution": "Chưa ghi cách làm mới.",
        "effect": "Chưa ghi kết quả, lợi ích.",
    }
    return [sentence for name, sentence in asked.items() if not getattr(initiative, name).strip()]


def trial_missing(initiative: Initiative, act) -> list[str]:
    """The day the trial begins (act.data: trial_from), within the campaign or the year before."""
    day = act.data.get("trial_from")
    if day is None:
        return ["Hãy ghi ngày bắt đầu thí điểm."]
    first, last = earliest_day(initiative), initiative.campaign.ends_on
    if first <= day <= last:
        return []
    return [f"Ngày bắt đầu thí điểm phải từ {short_date(first)} đến {short_date(last)}."]


def earliest_day(initiative: Initiative) -> date:
    """The first day that can belong to an initiative of this campaign: 01/01 of the year before."""
    return date(initiative.campaign.year - 1, 1, 1)


def recognition_missing(initiative: Initiative, act) -> list[str]:
    """Day, body and paper of the recognition (act.data: recognised_on, recognised_by, recognised_in)."""
    missing = []
    day = act.data.get("recognised_on")
    if day is None:
        missing.append("Hãy ghi ngày công nhận.")
    elif day > timezone.localtime(act.at).date():
        missing.append("Ngày công nhận không thể ở tương lai.")
    elif day < (first := earliest_day(initiative)):
        missing.append(f"Ngày công nhận phải từ {short_date(first)} trở đi.")
    elif initiative.trial_from and day < initiative.trial_from:
        missing.append(f"Ngày công nhận không thể trước ngày thí điểm ({short_date(initiative.trial_from)}).")
    if not (act.data.get("recognised_by") or "").strip():
        missing.append("Hãy ghi nơi công nhận.")
    return missing


def spread_missing(initiative: Initiative, act) -> list[str]:
    """Another unit uses it."""
    return [] if initiative.uses.exists() else ["Chưa ghi đơn vị nào đã áp dụng sáng kiến này."]


def holding_missing(inspection: Inspection, act) -> list[str]:
    """The day of the visit (act.data: held_on), within the campaign and not to come."""
    day = act.data.get("held_on")
    if day is None:
        return ["Hãy ghi ngày kiểm tra."]
    if day > timezone.localtime(act.at).date():
        return ["Ngày kiểm tra không thể ở tương lai."]
    campaign = inspection.campaign
    if day < campaign.earliest_launch:
        return [f"Ngày kiểm tra không thể trước ngày phát động ({campaign.launch_phrase})."]
    return []


def conclusion_missing(inspection: Inspection, act) -> list[str]:
    """What was found and what is concluded (act.data: conclusion)."""
    missing = [] if inspection.findings.exists() else ["Chưa ghi phát hiện nào."]
    if not (act.data.get("conclusion") or "").strip():
        missing.append("Hãy ghi kết luận.")
    return missing


def fixing_missing(inspection: Inspection, act) -> list[str]:
    """How and when one finding was put right, and its proof (act.data: finding, fixed_text, fixed_on)."""
    finding = inspection.findings.filter(pk=act.data.get("finding"), to_fix=True).first()
    if finding is None:
        return ["Không còn việc phải khắc phục này. Hãy tải lại trang."]
    if not finding.is_open:
        return ["Việc này đã được báo khắc phục. Có thể người khác vừa gửi; hãy tải lại trang."]
    missing = [] if (act.data.get("fixed_text") or "").strip() else ["Hãy ghi đã khắc phục thế nào."]
    day = act.data.get("fixed_on")
    if day is None:
        missing.append("Hãy ghi ngày khắc phục xong.")
    elif day > timezone.localtime(act.at).date():
        missing.append("Ngày khắc phục không thể ở tương lai.")
    elif inspection.held_on and day < inspection.held_on:
        missing.append(f"Ngày khắc phục không thể trước ngày kiểm tra ({short_date(inspection.held_on)}).")
    if not finding.photos.filter(after=True).exists():
        missing.append("Hãy đưa lên ít nhất một ảnh hoặc giấy tờ cho thấy đã khắc phục.")
    return missing


def again_missing(inspection: Inspection, act) -> list[str]:
    """Only what was said to be put right can be asked for again (act.data: finding)."""
    said = inspection.findings.filter(pk=act.data.get("finding"), to_fix=True, fixed_on__isnull=False)
    return [] if said.exists() else ["Đơn vị chưa báo khắc phục việc này."]


def closing_missing(inspection: Inspection, act) -> list[str]:
    """Everything that had to be put right was."""
    return [f"Chưa khắc phục: {finding}." for finding in inspection.findings.filter(to_put_right())]
