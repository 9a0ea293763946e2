"""The desk at /quan-tri/: Django's own admin, opened by roles instead of flags."""

from urllib.parse import urlencode

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from campaigns.rules import DESK_ROLES, has_role


class OfficeAdminSite(admin.AdminSite):
    """Who has a desk role may come in; each page then asks its own permission."""

    site_header = "Bàn làm việc"
    site_title = "Quản trị"
    index_title = "Việc của phường"
    site_url = "/"

    def has_permission(self, request) -> bool:
        return request.user.is_active and has_role(request.user, *DESK_ROLES)

    def login(self, request, extra_context=None):
        """The one sign-in page; somebody signed in without a desk role goes to the start page."""
        if request.user.is_authenticated:
            return redirect("home")
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")

    def password_change(self, request, extra_context=None):
        """The one page for one's own password."""
        return redirect("password-change")
