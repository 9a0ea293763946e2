"""Whose address a request comes from, and new passwords first."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse


class ClientAddress:
    """Behind the trusted proxy, REMOTE_ADDR becomes the visitor's own address.

    The proxy overwrites X-Forwarded-For (docs/operation.md); without TRUSTED_PROXY the header is
    ignored, since anybody can write it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        forwarded = request.headers.get("X-Forwarded-For", "")
        if settings.TRUSTED_PROXY and forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", 1)[-1].strip()
        return self.get_response(request)


class NewPasswordFirst:
    """Sends a person with `must_change_password` to the page that sets a new one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = (reverse("password-change"), reverse("sign-out"), "/static/")
            if not request.path.startswith(allowed):
                return redirect("password-change")
        return self.get_response(request)
