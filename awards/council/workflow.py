"""THE TABLE of a council meeting. `perform` is the only writer of status."""

from awards.council import checks, effects, rules
from awards.enums import MeetingStatus as M
from phuong6.office.models import Audience
from phuong6.office.workflow import Question, Tone, Workflow, step

OFFICE = Audience.OFFICE

OPEN_MEETING = Question(
    "Khai mạc phiên họp?",
    "Từ lúc này chương trình, điểm danh và quy định biểu quyết không đổi nữa.",
)
CLOSE_MEETING = Question(
    "Kết thúc phiên họp và chốt kết quả?",
    "Kết quả được tính ngay và không sửa được. Biên bản họp được lấy số.",
)
CANCEL_MEETING = Question(
    "Phiên họp không thành?",
    "Các trường hợp trở lại danh sách đủ điều kiện để đưa vào phiên họp khác. Phiếu đã bỏ không được tính.",
)
IN_WRITING = {  # where the council gives its opinions in writing
    "open": Question(
        "Bắt đầu lấy ý kiến bằng văn bản?",
        "Từ lúc này chương trình và quy định biểu quyết không đổi nữa; hãy in, gửi phiếu cho từng thành viên.",
    ),
    "close": Question(
        "Kết thúc lấy ý kiến và chốt kết quả?",
        "Kết quả được tính ngay và không sửa được. Biên bản được lấy số.",
    ),
}

# fmt: off
MEETING = Workflow("meeting", "Phiên họp Hội đồng", M, [
    #    move         button                      from                  to           who
    step("open",      "Khai mạc phiên họp",       {M.PLANNED},          M.OPEN,      rules.may_run_meeting,
         must=checks.open_missing, effect=effects.opened, audience=OFFICE,
         question=OPEN_MEETING),
    step("close",     "Kết thúc, chốt kết quả",   {M.OPEN},             M.CLOSED,    rules.may_run_meeting,
         must=checks.close_missing, effect=effects.closed, audience=OFFICE,
         question=CLOSE_MEETING),
    step("arrive",    "Ghi là đã đến",            {M.OPEN},             None,        rules.may_run_meeting,
         must=checks.arrive_missing, effect=effects.arrived, audience=OFFICE, inner=True),
    step("miss",      "Ghi là vắng",              {M.OPEN},             None,        rules.may_run_meeting,
         must=checks.miss_missing, effect=effects.missed, audience=OFFICE, inner=True),
    step("cancel",    "Phiên họp không thành",    {M.PLANNED, M.OPEN},  M.CANCELLED, rules.may_run_meeting,
         effect=effects.fell_through, needs_note=True, audience=OFFICE,
         question=CANCEL_MEETING, tone=Tone.DANGER),
])
# fmt: on
