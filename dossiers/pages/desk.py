"""Who comes to the desk, and the frame its pages stand in."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dossiers.models import Dossier

MAY_LOOK = "dossiers.view_dossier"
MAY_APPRAISE = "dossiers.appraise_dossier"
MAY_EXTEND = "dossiers.add_extension"


def _door(permission: str, method):
    """The admin's own door (desk roles, no caching), then the page's permission, else 403."""

    def close(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied("Bạn không có quyền vào trang này.")
            return method(view)(request, *args, **kwargs)

        @wraps(view)
        def opened(request, *args, **kwargs):
            return admin.site.admin_view(asked)(request, *args, **kwargs)

        opened.login_required = False  # the admin's door sends strangers to the sign-in page
        return opened

    return close


def look(view):
    """A page to read: Nội vụ, the chairman, statistics."""
    return _door(MAY_LOOK, require_GET)(view)


def look_and_ask(view):
    """A page to read that may ask first and be sent."""
    return _door(MAY_LOOK, require_http_methods(["GET", "POST"]))(view)


def act(permission: str = MAY_APPRAISE):
    """A form to send: the permission first, the row's own predicate later."""
    return _door(permission, require_POST)


def dossier_of(request, code: str) -> Dossier:
    """The dossier with its campaign and unit, if this person may read it; else 404."""
    rows = Dossier.objects.for_user(request.user).select_related("campaign__ward", "unit", "reviewer")
    return get_object_or_404(rows, code=code)


def page(request, template: str, *, title: str, status: int = 200, **context):
    """A desk page in the admin's frame."""
    frame = admin.site.each_context(request)
    return render(request, f"admin/dossiers/{template}", frame | {"title": title} | context, status=status)
