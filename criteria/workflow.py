"""The moves of a result, an initiative and an inspection, as tables."""

from criteria import checks, effects, rules
from criteria.enums import InitiativeStatus as I
from criteria.enums import InspectionStatus as V
from criteria.enums import ResultStatus as R
from phuong6.office.workflow import Workflow, step

RESULT = Workflow(
    "result",
    "Kết quả thực hiện chỉ tiêu",
    R,
    [
        step("report", "Gửi báo cáo", (R.DRAFT, R.RETURNED), R.REPORTED, rules.may_report,
             must=checks.report_missing, effect=effects.reported),
        step("take_back", "Rút lại để sửa", (R.REPORTED,), R.DRAFT, rules.may_report, effect=effects.taken_back),
        step("verify", "Xác nhận", (R.REPORTED,), R.VERIFIED, rules.may_verify, effect=effects.verified),
        step("return", "Trả lại để sửa", (R.REPORTED, R.VERIFIED), R.RETURNED, rules.may_verify,
             effect=effects.returned, needs_note=True),
    ],
)  # fmt: skip

INITIATIVE = Workflow(
    "initiative",
    "Sáng kiến, giải pháp",
    I,
    [
        step("propose", "Gửi đề xuất", (I.DRAFT,), I.PROPOSED, rules.may_write_initiative,
             must=checks.proposal_missing),
        step("take_back", "Rút lại để sửa", (I.PROPOSED,), I.DRAFT, rules.may_write_initiative),
        step("trial", "Cho thí điểm", (I.PROPOSED,), I.TRIAL, rules.may_recognise,
             must=checks.trial_missing, effect=effects.tried),
        step("send_back", "Trả lại để sửa", (I.PROPOSED,), I.DRAFT, rules.may_recognise, needs_note=True),
        step("recognise", "Công nhận", (I.PROPOSED, I.TRIAL), I.RECOGNISED, rules.may_recognise,
             must=checks.recognition_missing, effect=effects.recognised),
        step("spread", "Đánh dấu đã nhân rộng", (I.RECOGNISED,), I.SPREAD, rules.may_recognise,
             must=checks.spread_missing),
        step("drop", "Không triển khai", (I.PROPOSED, I.TRIAL), I.DROPPED, rules.may_recognise, needs_note=True),
    ],
)  # fmt: skip

INSPECTION = Workflow(
    "inspection",
    "Kiểm tra",
    V,
    [
        step("hold", "Ghi đã kiểm tra", (V.PLANNED,), V.HELD, rules.may_inspect,
             must=checks.holding_missing, effect=effects.held),
        step("conclude", "Kết luận", (V.HELD,), V.CONCLUDED, rules.may_inspect,
             must=checks.conclusion_missing, effect=effects.concluded),
        step("fix", "Báo đã khắc phục", (V.CONCLUDED,), None, rules.may_fix,
             must=checks.fixing_missing, effect=effects.fixed),
        step("again", "Yêu cầu khắc phục lại", (V.CONCLUDED,), None, rules.may_inspect,
             must=checks.again_missing, effect=effects.to_fix_again, needs_note=True),
        step("close", "Xác nhận đã khắc phục xong", (V.CONCLUDED,), V.CLOSED, rules.may_inspect,
             must=checks.closing_missing),
        step("cancel", "Không tiến hành", (V.PLANNED,), V.CANCELLED, rules.may_inspect, needs_note=True),
    ],
)  # fmt: skip
