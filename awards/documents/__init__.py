"""The papers this room prints: of the council, of the decision and its money, and the giấy khen.

Each kind stands in a module of its own and is made known to the registry of papers by being imported here.
"""

from awards.documents import (
    ballot,
    ceremony_list,
    ceremony_script,
    council_minutes,
    final_report,
    invitation,
    payment_list,
    proposal,
    recovery,
    revocation,
    vote_count,
    written_opinion,
)
from awards.documents.certificate import certificates_pdf
from awards.documents.decision import decision_paper, decision_pdf
from awards.documents.revocation import revocation_pdf

__all__ = [
    "ballot",
    "ceremony_list",
    "ceremony_script",
    "certificates_pdf",
    "council_minutes",
    "decision_paper",
    "decision_pdf",
    "final_report",
    "invitation",
    "payment_list",
    "proposal",
    "recovery",
    "revocation",
    "revocation_pdf",
    "vote_count",
    "written_opinion",
]
