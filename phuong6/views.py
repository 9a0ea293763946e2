"""Each role's start page: what waits for me."""

from django.shortcuts import render


def home(request):
    """The start page; adds up what every role the person holds has to do."""
    return render(request, "home.html")
