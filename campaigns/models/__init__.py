"""Who takes part, in what, when."""

from campaigns.models.campaign import Campaign, CampaignText, Exemplar, Participation, day_start
from campaigns.models.people import (
    WARD_NAME_FIELDS,
    Collective,
    Membership,
    Official,
    Signer,
    Unit,
    Ward,
    WardNames,
)

__all__ = [
    "WARD_NAME_FIELDS",
    "Campaign",
    "CampaignText",
    "Collective",
    "Exemplar",
    "Membership",
    "Official",
    "Participation",
    "Signer",
    "Unit",
    "Ward",
    "WardNames",
    "day_start",
]
