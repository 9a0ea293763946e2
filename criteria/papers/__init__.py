"""The papers this room prints, made known to the registry of papers by being imported here."""

from criteria.papers import inspection, urging_reports

__all__ = ["inspection", "urging_reports"]
