"""A password set by the administrator is good for one sign-in only."""

from django.shortcuts import redirect
from django.urls import reverse


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
