"""A whole dossier as one file: the unit's own, and the office's from the desk."""

import tempfile
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dossiers.models import Dossier
from dossiers.outcome import sees_office_face
from dossiers.pages import desk as access
from dossiers.pages.path import find
from dossiers.papers.bundle import MIME, bundle_of, file_name, is_large, make_later
from phuong6.office.files import hand_out_open

ASKS = {
    "title": "Tải cả hồ sơ",
    "text": "Hồ sơ này nhiều trang nên máy chủ cần một lúc để ghép. Bấm “Bắt đầu ghép”; xong thì tải tệp về ở trang hiện ra.",
    "action": "Bắt đầu ghép",
}


@require_http_methods(["GET", "POST"])
def dossier_bundle(request, code: str, form: str):
    """What the unit may see of its dossier; those who read as the office does are sent to the desk's."""
    dossier = find(request, code)
    if sees_office_face(request.user):
        return redirect("desk-bundle", code, form)
    return _bundle(request, dossier, form, office=False)


def _for_office(request, code: str, form: str):
    """With conclusions and log: for those who read the log, statistics has the unit's version."""
    dossier = access.dossier_of(request, code)
    if not sees_office_face(request.user):
        raise PermissionDenied("Bạn không có quyền tải bản đầy đủ của hồ sơ.")
    return _bundle(request, dossier, form, office=True)


desk_bundle = access.look_and_ask(_for_office)


def _bundle(request, dossier: Dossier, form: str, *, office: bool):
    """At once when it is small; a large one after a question, in the background."""
    if form not in MIME:
        raise Http404
    if is_large(dossier):
        if request.method == "POST":
            return redirect("job", make_later(dossier, form, by=request.user, office=office).pk)
        home = reverse("desk-dossier" if office else "dossier", args=[dossier.code])
        return render(request, "_components/confirm.html", ASKS | {"back_url": home})
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / file_name(dossier, form)
        bundle_of(dossier, request.user, office=office).write(form, made)
        return hand_out_open(made.open("rb"), name=made.name, mime=MIME[form])
