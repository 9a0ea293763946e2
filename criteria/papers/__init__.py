"""The papers this room prints, made known to the registry of papers by being imported here."""

from criteria.papers import inspection, plan, urging_reports

__all__ = ["inspection", "plan", "urging_reports"]
