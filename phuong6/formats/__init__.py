"""Formats per language, named by settings.FORMAT_MODULE_PATH."""
