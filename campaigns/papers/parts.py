"""How papers of every room cite this campaign, and how the ward heads and signs its own papers."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from campaigns.law.bases import CITES, laws_by_day
from campaigns.models import WARD_NAME_FIELDS, Campaign, Signer, Ward, day_start
from campaigns.series import notation_of
from phuong6.lib.papers.blocks import Letterhead, Signature
from phuong6.lib.posts import capital
from phuong6.lib.vietnamese import BLANK, long_date, paper_date
from phuong6.office.papers.kinds import Gap, Issue
from phuong6.office.posts import posts

ON_BEHALF_OF = "TM."


@dataclass(frozen=True)
class SigningRight:
    """Who may sign for the ward and from when to when: "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" and the name."""

    titles: tuple[str, ...]
    name: str
    from_day: date
    to_day: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True)
class WardFrame:
    """What stands around the text of each of the ward's papers.

    `notation` is that of its number series, empty where the paper takes no number; `today` is the day it is
    drafted: it chooses the signer, the law and the year until the paper has its own day. `regimes` are the
    laws by the day from which they hold, newest first.
    """

    campaign: Campaign
    today: date
    notation: str = ""
    signers: tuple[SigningRight, ...] = ()
    regimes: tuple[tuple[date, tuple[str, ...]], ...] = ()


def frame_of(campaign: Campaign, series: str = "") -> WardFrame:
    """The frame of a paper numbered in `series` (three queries; two without a series)."""
    signers = tuple(
        SigningRight(tuple(filter(None, (each.on_behalf, each.title))), each.name, each.from_day, each.to_day)
        for each in Signer.objects.filter(ward_id=campaign.ward_id)
    )
    notation = notation_of(campaign, series) if series else ""
    return WardFrame(campaign, timezone.localdate(), notation, signers, laws_by_day())


def ward_alone(mark: str = "") -> Campaign:
    """An unsaved campaign with today's names of the ward, for papers about no campaign; `mark` as in `Campaign.mark`."""
    ward = Ward.objects.first()
    names = {each: getattr(ward, each) for each in WARD_NAME_FIELDS}
    return Campaign(ward=ward, is_sample=mark == "MẪU", is_rehearsal=mark == "DIỄN TẬP", **names)


# --- heading ------------------------------------------------------------------------------------------


def issuing_body(campaign: Campaign) -> tuple[str, ...]:
    """The ward's name in one or two lines of capitals: "ỦY BAN NHÂN DÂN", "PHƯỜNG 6"."""
    body = campaign.ward_name.removesuffix(campaign.area).strip()
    split = bool(body) and body != campaign.ward_name
    return (body.upper(), campaign.area.upper()) if split else (campaign.ward_name.upper(),)


def ward_letterhead(campaign: Campaign, *, number: str, place_date: str, subject: str = "") -> Letterhead:
    """The ward's own heading: "ỦY BAN NHÂN DÂN / PHƯỜNG 6" (NĐ 30/2020 mẫu 1.2)."""
    return Letterhead(issuer=issuing_body(campaign), number=number, subject=subject, place_date=place_date)


def heading(frame: WardFrame, issue: Issue, *, subject: str = "") -> Letterhead:
    """The heading of a paper of the ward; number and day are dotted while it is a draft.

    `subject` is the "V/v …" of a công văn (NĐ 30/2020 mẫu 1.5).
    """
    notation = issue.notation or frame.notation
    number = BLANK if issue.number is None else f"{issue.number:02d}"
    return ward_letterhead(
        frame.campaign,
        number=f"Số: {number}/{notation}" if notation else "",
        place_date=paper_date(issue.day, frame.campaign.place_name, year=frame.today.year),
        subject=f"V/v {subject}" if subject else "",
    )


def addressee(unit: str, campaign: Campaign) -> str:
    """A unit as the ward writes to it: its own office is written to as the people who work there."""
    own = unit in (campaign.ward_name, campaign.ward_short)
    return f"Cán bộ, công chức {unit}" if own else unit


# --- signature ----------------------------------------------------------------------------------------


def signer_on(frame: WardFrame, day: date) -> SigningRight:
    """Who signs on this day: a right that ends (the chairman is away) before one that does not end.

    Among several of a sort the chairman's own comes first, then the newest. Without any record the
    campaign's chairman signs.
    """
    open_now = [each for each in frame.signers if each.covers(day)]
    if not open_now:
        return SigningRight((frame.campaign.chairman_title,), frame.campaign.chairman_name, day)
    newest_first = sorted(open_now, key=lambda each: each.from_day, reverse=True)
    return min(newest_first, key=lambda each: (each.to_day is None, len(each.titles)))


def chairman_signature(frame: WardFrame, issue: Issue) -> Signature:
    """For papers of the chairman himself (quyết định, giấy mời): "CHỦ TỊCH" (NĐ 30/2020 mẫu 1.2, chú thích 6)."""
    signer = signer_on(frame, issue.day or frame.today)
    return Signature(titles=signer.titles, name=signer.name)


def committee_signature(frame: WardFrame, issue: Issue) -> Signature:
    """For papers of the People's Committee (công văn, báo cáo, tờ trình, thông báo).

    "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", or with "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" (NĐ 30/2020 Phụ lục I, II.7).
    """
    signer = signer_on(frame, issue.day or frame.today)
    return Signature(
        titles=(f"{ON_BEHALF_OF} {issuing_body(frame.campaign)[0]}", *signer.titles), name=signer.name
    )


# --- law ----------------------------------------------------------------------------------------------


def law_lines(frame: WardFrame, issue: Issue) -> tuple[str, ...]:
    """The law of the paper's day, each line "Căn cứ …"; a dotted line where none is recorded."""
    day = issue.day or frame.today
    lines = next((lines for from_day, lines in frame.regimes if from_day <= day), ())
    return tuple(CITES + line.removeprefix(CITES) for line in lines) or (CITES + BLANK * 6,)


# --- phrases ------------------------------------------------------------------------------------------


def movement_phrase(campaign: Campaign) -> str:
    """The movement as papers name it (plan, title)."""
    return f"phong trào thi đua “Cải cách hành chính” trên địa bàn {campaign.area} năm {campaign.year}"


def plan_short(campaign: Campaign) -> str:
    """The plan by number and day alone, where a paper names it again."""
    number = f"{campaign.plan_number:02d}" if campaign.plan_number else BLANK
    day = long_date(campaign.plan_day, year=campaign.year, month=campaign.plan_month)
    return f"Kế hoạch số {number}/{campaign.plan_notation} {day}"


def plan_phrase(campaign: Campaign) -> str:
    """The plan as papers cite it; number and day are dotted while the ward has not entered them."""
    return f"{plan_short(campaign)} của {campaign.ward_name} về phát động {movement_phrase(campaign)}"


def plan_gap(campaign: Campaign) -> Gap | None:
    """The plan's number and day are blank in its text: the ward enters them before a paper cites it for good."""
    if campaign.plan_number and campaign.plan_day:
        return None
    return Gap(
        "Văn bản dẫn Kế hoạch phát động nhưng số, ngày của Kế hoạch còn để trống. "
        f"{capital(posts().internal_affairs)} hãy ghi số, ngày Kế hoạch trước khi ban hành.",
        reverse("admin:campaigns_campaign_change", args=[campaign.pk]),
        "Ghi số, ngày Kế hoạch ở trang phong trào",
        "campaigns.change_campaign",
    )


def launch_day(campaign: Campaign) -> date:
    """The first day a paper of the campaign may bear: none is older than its plan."""
    return campaign.earliest_launch


def sample_campaign() -> Campaign:
    """An unsaved campaign for samples: the words of 2023, marked MẪU on every page."""
    names = {
        "ward_name": "Ủy ban nhân dân Phường 6",
        "ward_short": "UBND Phường 6",
        "superior_name": "Ủy ban nhân dân thành phố Cao Lãnh",
        "place_name": "Phường 6",
        "city_name": "thành phố Cao Lãnh",
        "document_code": "UBND",
        "chairman_name": "Trần Hữu Lý",
        "chairman_title": "CHỦ TỊCH",
    }
    return Campaign(
        ward=Ward(code="phuong-6", **names),
        code="CCHC-2023",
        name="Phong trào thi đua “Cải cách hành chính” năm 2023",
        year=2023,
        plan_number=35,
        plan_day=date(2023, 4, 12),
        plan_month=4,
        ends_on=date(2023, 10, 30),
        dossier_too_late=day_start(date(2023, 11, 15)),
        achievement_line=(
            "Đã có thành tích xuất sắc trong phong trào thi đua “Cải cách hành chính” "
            "trên địa bàn Phường 6 năm 2023"
        ),
        is_sample=True,
        **names,
    )


SAMPLE_LAW = (
    "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    (
        "Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003 (sửa đổi, bổ sung ngày 14 tháng 6 năm 2005 và "
        "ngày 16 tháng 11 năm 2013)"
    ),
    (
        "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều "
        "của Luật Thi đua, Khen thưởng"
    ),
)


def sample_frame(notation: str = "", today: date = date(2023, 11, 20)) -> WardFrame:
    """The frame of a sample."""
    return WardFrame(sample_campaign(), today, notation, regimes=((date(2017, 10, 1), SAMPLE_LAW),))
