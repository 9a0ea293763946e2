"""THE TABLE of a council meeting. `perform` is the only writer of status."""

from awards.council import checks, effects, rules
from awards.enums import MeetingStatus as M
from phuong6.office.models import Audience
from phuong6.office.workflow import Workflow, step

OFFICE = Audience.OFFICE

# fmt: off
MEETING = Workflow("meeting", "Phiên họp Hội đồng", M, [
    #    move         button                      from                  to           who
    step("open",      "Khai mạc phiên họp",       {M.PLANNED},          M.OPEN,      rules.may_run_meeting,
         must=checks.open_missing, effect=effects.opened, audience=OFFICE),
    step("close",     "Kết thúc, chốt kết quả",   {M.OPEN},             M.CLOSED,    rules.may_run_meeting,
         must=checks.close_missing, effect=effects.closed, audience=OFFICE),
    step("arrive",    "Ghi là đã đến",            {M.OPEN},             None,        rules.may_run_meeting,
         must=checks.arrive_missing, effect=effects.arrived, audience=OFFICE, inner=True),
    step("miss",      "Ghi là vắng",              {M.OPEN},             None,        rules.may_run_meeting,
         must=checks.miss_missing, effect=effects.missed, audience=OFFICE, inner=True),
    step("cancel",    "Phiên họp không thành",    {M.PLANNED, M.OPEN},  M.CANCELLED, rules.may_run_meeting,
         effect=effects.fell_through, needs_note=True, audience=OFFICE),
])
# fmt: on
