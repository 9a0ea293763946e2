"""Who takes part, in what, when."""

from campaigns.models.campaign import Campaign, CampaignText, Participation, day_start
from campaigns.models.law import LegalRegime
from campaigns.models.people import (
    WARD_NAME_FIELDS,
    Collective,
    Membership,
    Official,
    Signer,
    Unit,
    Ward,
    WardNames,
    emblem_path,
)
from campaigns.models.publicity import Bulletin, Exemplar, ExemplarPicture

__all__ = [
    "WARD_NAME_FIELDS",
    "Bulletin",
    "Campaign",
    "CampaignText",
    "Collective",
    "Exemplar",
    "ExemplarPicture",
    "LegalRegime",
    "Membership",
    "Official",
    "Participation",
    "Signer",
    "Unit",
    "Ward",
    "WardNames",
    "day_start",
    "emblem_path",
]
