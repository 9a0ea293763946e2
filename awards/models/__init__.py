"""Council, decision, money, certificate."""

from awards.models.council import AgendaItem, Attendance, Ballot, Council, CouncilMeeting, CouncilMember
from awards.models.decision import Award, Certificate, Decision
from awards.models.money import BaseSalary, BonusRate, FundEntry, LegalRegime

__all__ = [
    "AgendaItem",
    "Attendance",
    "Award",
    "Ballot",
    "BaseSalary",
    "BonusRate",
    "Certificate",
    "Council",
    "CouncilMeeting",
    "CouncilMember",
    "Decision",
    "FundEntry",
    "LegalRegime",
]
