"""A campaign brought to the council's result, for the tests of decision, certificate and money."""

from datetime import date

from awards.decisions.drafting import draft_decision, without_figures
from awards.decisions.pages import what_if_of
from awards.decisions.reading import rows_of
from awards.decisions.revoking import Why, draft_revocation
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.models import Certificate
from awards.payments.paying import pay_awards
from dossiers.enums import OfficerFinding
from dossiers.workflow import DOSSIER
from tests import factories as make

PLANNED = date(2023, 12, 5)
CLOSED = date(2023, 11, 24)


def appraised(campaign, unit, speaker, officer, *, people=2, collectives=1, households=0):
    """A unit's dossier whose nominees are all concluded eligible."""
    dossier = make.draft(campaign, unit, speaker)
    for n in range(collectives):
        name = unit.name if n == 0 else f"Tổ nhân dân tự quản số {n}"
        body = make.CollectiveFactory(unit=unit, name=name, is_whole_unit=n == 0)
        make.nominate(dossier, collective=body)
    for n in range(households):
        house = make.CollectiveFactory(
            unit=unit, name=f"Hộ ông Lâm Văn Mẫu {n + 1}", is_whole_unit=False, is_household=True
        )
        make.nominate(dossier, collective=house, position=f"số {n + 1}, đường Nguyễn Huệ")
    for _ in range(people):
        make.nominate(dossier)
    make.complete(dossier, speaker)
    DOSSIER.perform("submit", dossier, by=speaker, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=officer, at=make.at(11))
    for nominee in dossier.nominees.all():
        nominee.findings.update(finding=OfficerFinding.MET, found_by=officer, found_at=make.at(16))
        make.eligible(nominee, officer)
    return dossier


def council_result(campaign, unit, speaker, officer, voters, **counts):
    """A closed meeting that recommended everybody, and money in the fund."""
    for year, value in ((2023, "84"), (2022, "80")):
        if not campaign.ward.indices.filter(year=year).exists():
            make.index(campaign.ward, year, value)
    appraised(campaign, unit, speaker, officer, **counts)
    body = make.council(campaign.ward, max(3, len(voters)), voters)
    return make.closed_meeting(campaign, body, officer, voters)


def drafted(campaign, unit, speaker, officer, voters, **counts):
    """A draft decision with enough money in the fund."""
    meeting = council_result(campaign, unit, speaker, officer, voters, **counts)
    make.fund_income(campaign)
    return draft_decision(meeting, by=officer, planned_on=PLANNED)


def awaiting(*args, **counts):
    """A decision that lies with the chairman."""
    decision = drafted(*args, **counts)
    return DECISION_FLOW.perform("send", decision, by=args[3])


def confirmed(chairman, *args, **counts):
    """A decision the chairman has confirmed."""
    return approve(awaiting(*args, **counts), by=chairman, password=make.PASSWORD)


def issued(chairman, *args, number=12, day=PLANNED, **counts):
    """An issued decision with its certificates."""
    return issue(confirmed(chairman, *args, **counts), by=args[3], number=number, decided_on=day)


def certificates(decision):
    """Its certificates in the order of the list."""
    return list(Certificate.objects.filter(award__decision=decision).order_by("award__position"))


WHY = Why(
    ground="dishonest",
    reason="Kê khai không đúng số hộ đăng ký tài khoản dịch vụ công",
    finding="Biên bản kiểm tra ngày 18 tháng 12 năm 2023 của Ủy ban nhân dân Phường 6",
    return_by=date(2024, 1, 5),
)
REVOKED_ON = date(2023, 12, 22)


def revocation_draft(old, officer, *, awards=None):
    """A draft that takes these awards back (ids; the last of the list unless told)."""
    wanted = awards or [old.awards.last().pk]
    return draft_revocation(old, by=officer, awards=wanted, why=WHY, planned_on=REVOKED_ON)


def revoked(old, officer, chairman, *, awards=None, number=20):
    """An issued revocation."""
    draft = revocation_draft(old, officer, awards=awards)
    DECISION_FLOW.perform("send", draft, by=officer)
    approve(draft, by=chairman, password=make.PASSWORD)
    return issue(draft, by=officer, number=number, decided_on=REVOKED_ON)


def paid(decision, accountant=None, *, only=None):
    """Bonuses handed out on 20/12/2023 by the accountant, signatures seen on paper."""
    return pay_awards(
        decision, by=accountant or make.accountant(), day=date(2023, 12, 20), only=only, seen_signed=True
    )


def warnings(decision) -> list[str]:
    """What the page of a decision warns of before it goes on."""
    found = what_if_of(decision, rows_of(decision)).warnings
    return [*found, *without_figures(decision.awards.select_related("nominee"))]
