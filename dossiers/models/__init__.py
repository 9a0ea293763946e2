"""What a unit submits and what the office finds."""

from dossiers.models.dossier import Dossier, ReviewMinutes
from dossiers.models.fact import LinkedFact, fact_key
from dossiers.models.filing import Extension, Receipt, ReturnItem, ReturnRequest, first_too_late
from dossiers.models.nominee import CriterionFinding, Evidence, Nominee
from dossiers.models.paper import DossierPaper, PaperReading, newest_of

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
    "first_too_late",
    "newest_of",
]
