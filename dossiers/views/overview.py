"""One dossier on one page: where it stands, what is to be done, what happened."""

from dossiers.pages.overview import show_dossier
from dossiers.pages.path import find


def dossier(request, code: str):
    return show_dossier(request, find(request, code))
