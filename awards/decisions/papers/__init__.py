"""Papers of decisions; importing them makes them known to the registry of papers."""

from awards.decisions.papers import decision, recovery, revocation  # noqa: F401
