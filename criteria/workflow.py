"""The moves of a result, an initiative and an inspection, as tables."""

from criteria import checks, effects, rules
from criteria.enums import InitiativeStatus as I
from criteria.enums import InspectionStatus as V
from criteria.enums import ResultStatus as R
from phuong6.office.posts import named
from phuong6.office.workflow import Tone, Workflow, step

RESULT = Workflow(
    "result",
    "Kết quả thực hiện chỉ tiêu",
    R,
    [
        step("report", "Gửi báo cáo", (R.DRAFT, R.RETURNED), R.REPORTED, rules.may_report,
             must=checks.report_missing, effect=effects.reported,
             done=named("Đã gửi báo cáo. {Statistics} sẽ xác nhận.")),
        step("take_back", "Rút lại để sửa", (R.REPORTED,), R.DRAFT, rules.may_report, effect=effects.taken_back,
             done="Đã rút báo cáo về. Sửa xong, ông (bà) nhớ bấm “Gửi báo cáo”."),
        step("verify", "Xác nhận", (R.REPORTED,), R.VERIFIED, rules.may_verify, effect=effects.verified,
             done="Đã xác nhận báo cáo."),
        step("return", "Trả lại để sửa", (R.REPORTED, R.VERIFIED), R.RETURNED, rules.may_verify,
             effect=effects.returned, needs_note=True,
             done="Đã trả lại để đơn vị sửa."),
    ],
)  # fmt: skip

INITIATIVE = Workflow(
    "initiative",
    "Sáng kiến, giải pháp",
    I,
    [
        step("propose", "Gửi đề xuất", (I.DRAFT,), I.PROPOSED, rules.may_write_initiative,
             must=checks.proposal_missing,
             done=named("Đã gửi đề xuất. {Internal_affairs} sẽ xem xét.")),
        step("take_back", "Rút lại để sửa", (I.PROPOSED,), I.DRAFT, rules.may_write_initiative,
             done="Đã rút đề xuất về. Sửa xong, ông (bà) nhớ gửi lại."),
        step("trial", "Cho thí điểm", (I.PROPOSED,), I.TRIAL, rules.may_recognise,
             must=checks.trial_missing, effect=effects.tried,
             done="Đã ghi thí điểm."),
        step("send_back", "Trả lại để sửa", (I.PROPOSED,), I.DRAFT, rules.may_recognise, needs_note=True,
             done="Đã trả lại để đơn vị sửa."),
        step("recognise", "Công nhận", (I.PROPOSED, I.TRIAL), I.RECOGNISED, rules.may_recognise,
             must=checks.recognition_missing, effect=effects.recognised,
             tone=Tone.MAIN, done="Đã công nhận sáng kiến."),
        step("spread", "Đánh dấu đã nhân rộng", (I.RECOGNISED,), I.SPREAD, rules.may_recognise,
             must=checks.spread_missing,
             done="Đã đánh dấu nhân rộng."),
        step("drop", "Không triển khai", (I.PROPOSED, I.TRIAL), I.DROPPED, rules.may_recognise, needs_note=True,
             tone=Tone.DANGER, done="Đã ghi không triển khai."),
    ],
)  # fmt: skip

INSPECTION = Workflow(
    "inspection",
    "Kiểm tra",
    V,
    [
        step("hold", "Ghi đã kiểm tra", (V.PLANNED,), V.HELD, rules.may_inspect,
             must=checks.holding_missing, effect=effects.held,
             done="Đã ghi cuộc kiểm tra. Tiếp theo, ghi từng kết quả kiểm tra."),
        step("conclude", "Kết luận", (V.HELD,), V.CONCLUDED, rules.may_inspect,
             must=checks.conclusion_missing, effect=effects.concluded,
             done="Đã kết luận. Đơn vị đã xem được kết luận và việc phải khắc phục."),
        step("fix", "Báo đã khắc phục", (V.CONCLUDED,), None, rules.may_fix,
             must=checks.fixing_missing, effect=effects.fixed,
             done="Đã báo khắc phục. Người kiểm tra sẽ xem và xác nhận."),
        step("again", "Yêu cầu khắc phục lại", (V.CONCLUDED,), None, rules.may_inspect,
             must=checks.again_missing, effect=effects.to_fix_again, needs_note=True,
             done="Đã yêu cầu đơn vị khắc phục lại."),
        step("close", "Xác nhận đã khắc phục xong", (V.CONCLUDED,), V.CLOSED, rules.may_inspect,
             must=checks.closing_missing,
             done="Đã xác nhận khắc phục xong."),
        step("cancel", "Không tiến hành", (V.PLANNED,), V.CANCELLED, rules.may_inspect, needs_note=True,
             tone=Tone.DANGER, done="Đã ghi là không tiến hành."),
    ],
)  # fmt: skip
