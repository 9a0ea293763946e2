"""The papers of a dossier: the unit's own drafts (`unit`) and those the officer writes, one module each.

Each kind is made known to the registry of papers by being imported here.
"""

from dossiers.papers import appraisal_report, non_award, receipt, summary_table, supplement, unit, urging

__all__ = [
    "appraisal_report",
    "non_award",
    "receipt",
    "summary_table",
    "supplement",
    "unit",
    "urging",
]
