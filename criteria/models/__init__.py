"""What the campaign measures, and what an award asks."""

from criteria.models.index import FigureChange, ReformIndex, SurveyIndex
from criteria.models.initiatives import Initiative, InitiativeFile, InitiativeUse
from criteria.models.inspections import Inspection, InspectionFinding, InspectionPhoto
from criteria.models.plan import Criterion, ReformArea, Target
from criteria.models.registers import (
    CityMeetingRecord,
    ColumnMapping,
    DocumentRecord,
    OneStopRecord,
    RegisterImport,
    TrainingRecord,
)
from criteria.models.results import ResultEvidence, TargetResult

__all__ = [
    "CityMeetingRecord",
    "ColumnMapping",
    "Criterion",
    "DocumentRecord",
    "FigureChange",
    "Initiative",
    "InitiativeFile",
    "InitiativeUse",
    "Inspection",
    "InspectionFinding",
    "InspectionPhoto",
    "OneStopRecord",
    "ReformArea",
    "ReformIndex",
    "RegisterImport",
    "ResultEvidence",
    "SurveyIndex",
    "Target",
    "TargetResult",
    "TrainingRecord",
]
