"""Whose address a request comes from, new passwords first, and a way out of addresses that only take a form."""

from http import HTTPStatus

from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from phuong6.office.throttle import address_of


class ClientAddress:
    """Behind the trusted proxy, REMOTE_ADDR becomes the visitor's own address (docs/operation.md)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.META["REMOTE_ADDR"] = address_of(request)
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


class PageAbove:
    """An address that only takes a form leads to the page the form stands on when it is opened by itself.

    It stands in the browser's bar after a refused form; opened again it would show an empty page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return redirect(page_above(request.path))
        return response


def page_above(path: str) -> str:
    """The nearest address above that there is; it may lead further up itself."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"
