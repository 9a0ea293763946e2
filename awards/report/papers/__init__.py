"""The final report; importing it makes it known to the registry of papers."""

from awards.report.papers import final_report  # noqa: F401
