"""Papers of the council; importing them makes them known to the registry of papers."""

from awards.council.papers import ballot, invitation, minutes, proposal, vote_count, written_opinion  # noqa: F401
