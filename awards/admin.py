"""This room's part of the desk at /quan-tri/."""

from awards import admin_council, admin_money  # noqa: F401
