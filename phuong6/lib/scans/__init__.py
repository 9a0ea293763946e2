"""Signed paper finds its way back: a code printed on every page, read again from scans and photographs."""
