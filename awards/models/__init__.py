"""Council, decision, money, certificate."""

from awards.models.ceremony import Ceremony, Handover
from awards.models.correction import AwardCorrection
from awards.models.council import Council, CouncilMember
from awards.models.decision import Award, Certificate, CertificateEvent, Decision, new_token
from awards.models.design import BlankEntry, CertificateDesign, DesignVersion, Printer, PrintRequest
from awards.models.history import PastAward
from awards.models.meeting import AgendaItem, Attendance, CouncilMeeting, LateArrival
from awards.models.money import BaseSalary, BonusRate, FundAccount, FundEntry
from awards.models.public import PublicOmission
from awards.models.revocation import Recovery, Returned, Revocation, RevokedAward
from awards.models.votes import (
    Ballot,
    Conflict,
    PaperCount,
    PaperCountLine,
    SealedBox,
    WrittenOpinion,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Award",
    "AwardCorrection",
    "Ballot",
    "BaseSalary",
    "BlankEntry",
    "BonusRate",
    "Ceremony",
    "Certificate",
    "CertificateDesign",
    "CertificateEvent",
    "Conflict",
    "Council",
    "CouncilMeeting",
    "CouncilMember",
    "Decision",
    "DesignVersion",
    "FundAccount",
    "FundEntry",
    "Handover",
    "LateArrival",
    "PaperCount",
    "PaperCountLine",
    "PastAward",
    "PrintRequest",
    "Printer",
    "PublicOmission",
    "Recovery",
    "Returned",
    "Revocation",
    "RevokedAward",
    "SealedBox",
    "WrittenOpinion",
    "new_token",
]
