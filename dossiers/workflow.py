"""THE TABLES: how a dossier and its nominees move (docs/workflow.md). `perform` is the only writer of status."""

from campaigns.rules import is_internal_affairs
from dossiers import checks, conclusion_checks, effects, rewording, rules
from dossiers.comparing.agreement import comparison_note
from dossiers.enums import DossierStatus as D
from dossiers.enums import NomineeStatus as N
from phuong6.office.models import Audience
from phuong6.office.posts import named
from phuong6.office.workflow import Question, Tone, Workflow, step

OFFICE = Audience.OFFICE  # the line of the log is not shown to the unit

WITHDRAW = Question(
    "Rút hồ sơ đã nộp?",
    named(
        "Rút hồ sơ thì thời điểm nộp lần đầu không còn giá trị. Khi nộp lại, hệ thống tính theo giờ nộp mới: "
        "nếu lúc đó đã quá hạn thì hồ sơ không được nhận, trừ khi {internal_affairs} gia hạn.\n"
        "Nội dung và giấy tờ đã nhập vẫn được giữ nguyên."
    ),
    back="Không rút, quay lại",
)
ENTER_FOR_UNIT = Question(
    "Nhập hồ sơ bản giấy thay đơn vị?",
    named("Từ lúc này {internal_affairs} điền được hồ sơ của đơn vị. Việc nhập thay được ghi vào nhật ký."),
)
FILE_ON_PAPER = Question(
    "Ghi nhận hồ sơ bản giấy",
    "Thời điểm nộp tính theo giờ nhận bản giấy ghi dưới đây.",
    action="Ghi nhận hồ sơ",
)


def reopened(dossier, act) -> None:
    """The dossier's nominees go back to `proposed`, each by its own logged move."""
    effects.reopened(dossier, act)
    for nominee in dossier.nominees.filter(status__in=[N.ELIGIBLE, N.INELIGIBLE]):
        NOMINEE.perform("send_back", nominee, by=act.by, at=act.at, note=act.note)


# fmt: off
DOSSIER = Workflow("dossier", "Hồ sơ đề nghị khen thưởng", D, [
    #    move              button                     from                        to           who
    step("submit",         "Nộp hồ sơ",               {D.DRAFT},                  D.SUBMITTED, rules.is_own_unit,
         must=checks.submit_missing, effect=effects.submitted, says=comparison_note),
    step("resubmit",       "Nộp lại hồ sơ",           {D.RETURNED},               D.SUBMITTED, rules.is_own_unit,
         must=checks.resubmit_missing, effect=effects.resubmitted, says=comparison_note),
    step("enter_for_unit", "Nhập thay đơn vị",        {D.DRAFT, D.RETURNED},      None,        is_internal_affairs,
         effect=effects.entered_for_unit, needs_note=True,
         done="Bây giờ có thể nhập hồ sơ thay đơn vị.",
         question=ENTER_FOR_UNIT),
    step("file_on_paper",  "Ghi nhận hồ sơ bản giấy", {D.DRAFT, D.RETURNED},      D.SUBMITTED, is_internal_affairs,
         must=checks.paper_filing_missing, effect=effects.filed_on_paper, needs_note=True,
         done="Đã ghi nhận hồ sơ bản giấy và lập phiếu tiếp nhận.",
         question=FILE_ON_PAPER),
    step("withdraw",       "Rút hồ sơ",               {D.SUBMITTED},              D.DRAFT,     rules.is_own_unit,
         effect=effects.withdrawn,
         tone=Tone.DANGER, question=WITHDRAW,
         done="Đã rút hồ sơ. Hồ sơ trở lại trạng thái đang soạn; hãy nộp lại trước khi hết hạn."),
    step("take_up",        "Nhận thẩm định",          {D.SUBMITTED},              D.IN_REVIEW, is_internal_affairs,
         effect=effects.taken_up,
         done="Đã nhận thẩm định hồ sơ."),
    step("return",         "Trả lại để bổ sung",      {D.SUBMITTED, D.IN_REVIEW}, D.RETURNED,  is_internal_affairs,
         must=checks.return_missing, effect=effects.returned,
         done="Đã trả lại hồ sơ để đơn vị bổ sung."),
    step("finish",         "Kết thúc thẩm định",      {D.IN_REVIEW},              D.APPRAISED, is_internal_affairs,
         must=checks.finish_missing, effect=effects.appraised,
         done="Đã kết thúc thẩm định hồ sơ."),
    step("reopen",         "Mở lại thẩm định",        {D.APPRAISED},              D.IN_REVIEW, is_internal_affairs,
         must=checks.reopen_missing, effect=reopened, needs_note=True, audience=OFFICE,
         done="Đã mở lại thẩm định; các kết luận cũ được giữ trong nhật ký."),
])

NOMINEE = Workflow("nominee", "Tập thể, cá nhân đề nghị", N, [
    #    move              button                         from                       to                 who
    step("accept",         "Đủ điều kiện",                {N.PROPOSED},              N.ELIGIBLE,        rules.may_conclude,
         must=conclusion_checks.accept_missing, effect=effects.concluded_eligible, audience=OFFICE,
         done="Đã kết luận đủ điều kiện: {row.addressed}."),
    step("reject",         "Không đủ điều kiện",          {N.PROPOSED},              N.INELIGIBLE,      rules.may_conclude,
         must=conclusion_checks.reject_missing, effect=effects.concluded_ineligible, needs_note=True, audience=OFFICE,
         tone=Tone.DANGER, done="Đã kết luận không đủ điều kiện: {row.addressed}."),
    step("reconsider",     "Kết luận lại",                {N.ELIGIBLE, N.INELIGIBLE}, N.PROPOSED,       rules.may_conclude,
         must=conclusion_checks.reconsider_missing, effect=effects.cleared_conclusion, audience=OFFICE,
         done="Đã đưa {row.addressed} về chưa kết luận."),
    step("confirm_index",  "Xác nhận theo Chỉ số mới",
         {N.ELIGIBLE, N.INELIGIBLE, N.TABLED, N.RECOMMENDED, N.AWARDED}, None, rules.may_conclude,
         must=conclusion_checks.confirm_missing, effect=effects.index_confirmed, audience=OFFICE,
         done="Đã xác nhận kết luận về {row.addressed} theo Chỉ số mới."),
    step("send_back",      "Đưa về đang đề nghị",         {N.ELIGIBLE, N.INELIGIBLE}, N.PROPOSED,       is_internal_affairs,
         effect=effects.cleared_conclusion, audience=OFFICE, inner=True),
    step("release_notice", "Báo cho đơn vị",              {N.INELIGIBLE},            None,              is_internal_affairs,
         must=conclusion_checks.notice_missing, effect=effects.told,
         done="Đã báo kết quả của {row.addressed} cho đơn vị."),
    step("table",          "Trình Hội đồng",              {N.ELIGIBLE},              N.TABLED,          rules.runs_council,
         audience=OFFICE, inner=True),
    step("untable",        "Phiên họp không thành",       {N.TABLED},                N.ELIGIBLE,        rules.runs_council,
         audience=OFFICE, inner=True),
    step("recommend",      "Hội đồng đề nghị",            {N.TABLED},                N.RECOMMENDED,     rules.runs_council,
         audience=OFFICE, inner=True),
    step("not_recommend",  "Hội đồng không đề nghị",      {N.TABLED},                N.NOT_RECOMMENDED, rules.runs_council,
         audience=OFFICE, inner=True),
    step("award",          "Tặng Giấy khen",              {N.RECOMMENDED},           N.AWARDED,         is_internal_affairs,
         effect=effects.told, inner=True),
    step("decline",        "Không chọn",                  {N.RECOMMENDED},           N.DECLINED,        rules.may_decline,
         needs_note=True, audience=OFFICE, inner=True),
    step("choose_again",   "Chọn lại",                    {N.DECLINED},              N.RECOMMENDED,     rules.may_decline,
         must=conclusion_checks.choose_again_missing, audience=OFFICE, inner=True),
    step("tell",           "Báo kết quả",                 {N.NOT_RECOMMENDED, N.DECLINED}, None,        is_internal_affairs,
         effect=effects.told, inner=True),
    step("reword",         "Sửa cách ghi tên",            rewording.OPEN,            None,              rules.may_reword,
         must=rewording.reword_missing, effect=rewording.reworded, says=rewording.reworded_note, needs_note=True,
         inner=True, elsewhere=rewording.TOO_LATE, done="Đã sửa cách ghi: {row.addressed}."),
    step("withdraw",       "Rút tên",                     {N.PROPOSED, N.ELIGIBLE, N.INELIGIBLE, N.TABLED, N.RECOMMENDED}, N.WITHDRAWN,
         rules.may_withdraw_nominee, needs_note=True,
         tone=Tone.DANGER, done="Đã rút tên {row.addressed}."),
    step("revoke",         "Hủy bỏ khen thưởng",          {N.AWARDED},               N.REVOKED,         is_internal_affairs,
         needs_note=True, inner=True),
])
# fmt: on
