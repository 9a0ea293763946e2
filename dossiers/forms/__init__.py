"""The forms of the guided path. What was typed is kept; each refusal stands next to its field."""

from dossiers.forms.files import REPORT_FACTS, ClaimsForm, EvidenceForm, PaperForm
from dossiers.forms.minutes import MinutesForm, VotesForm
from dossiers.forms.moves import ForUnitForm, PaperFilingForm, ReasonForm
from dossiers.forms.nominees import (
    ChooseNomineesForm,
    NewCollectiveForm,
    NewHouseholdForm,
    NewOfficialForm,
    NomineeForm,
)

__all__ = [
    "REPORT_FACTS",
    "ChooseNomineesForm",
    "ClaimsForm",
    "EvidenceForm",
    "ForUnitForm",
    "MinutesForm",
    "NewCollectiveForm",
    "NewHouseholdForm",
    "NewOfficialForm",
    "NomineeForm",
    "PaperFilingForm",
    "PaperForm",
    "ReasonForm",
    "VotesForm",
]
