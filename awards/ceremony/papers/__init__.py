"""Papers of the ceremony; importing them makes them known to the registry of papers."""

from awards.ceremony.papers import handover_list, script  # noqa: F401
