"""This room's part of the desk at /quan-tri/."""

from awards.admin import council, decisions  # noqa: F401
