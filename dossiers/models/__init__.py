"""What a unit submits and what the office finds."""

from dossiers.models.dossier import Dossier, Extension, Receipt, ReturnItem, ReturnRequest, ReviewMinutes
from dossiers.models.fact import LinkedFact, fact_key
from dossiers.models.nominee import CriterionFinding, Evidence, Nominee
from dossiers.models.paper import DossierPaper, PaperReading

__all__ = [
    "CriterionFinding",
    "Dossier",
    "DossierPaper",
    "Evidence",
    "Extension",
    "LinkedFact",
    "Nominee",
    "PaperReading",
    "Receipt",
    "ReturnItem",
    "ReturnRequest",
    "ReviewMinutes",
    "fact_key",
]
