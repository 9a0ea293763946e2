"""What a unit submits and what the office finds."""

from dossiers.models.dossier import Dossier, Extension, Receipt, ReturnItem, ReturnRequest, ReviewMinutes
from dossiers.models.nominee import CriterionFinding, DossierPaper, Evidence, Nominee

__all__ = [
    "CriterionFinding",
    "Dossier",
    "DossierPaper",
    "Evidence",
    "Extension",
    "Nominee",
    "Receipt",
    "ReturnItem",
    "ReturnRequest",
    "ReviewMinutes",
]
