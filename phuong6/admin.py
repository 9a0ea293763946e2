"""Accounts in the admin; people and roles are the campaigns' admin."""
