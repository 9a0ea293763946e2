"""/xac-minh/: tells anyone whether a giấy khen is genuine, with the least personal data that proves it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from awards.public.forms import VerifyForm
from awards.public.verification import Answer, by_token, by_words
from phuong6.office.throttle import Throttle, address_of

TRIES = Throttle("verify", limit=30, minutes=10)


def _page(request, *, form=None, answer: Answer | None = None, status=200, busy=False, scanned=False):
    """The page's own mark counts, not that of the campaign the visitor last looked at.

    `scanned`: opened by the code on the paper in hand, so the answer is about this very copy.
    """
    context = {
        "form": form or VerifyForm(),
        "answer": answer,
        "busy": busy,
        "scanned": scanned,
        "tries": TRIES,
        "site_mark": "",
    }
    response = render(request, "awards/verify.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request):
    """The form: number of the decision, số sổ vàng, name."""
    if request.method == "GET":
        return _page(request)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    if not TRIES.allows(address_of(request)):
        return _page(request, form=form, status=429, busy=True)
    number, notation = form.cleaned_data["number"]
    answer = by_words(number, notation, form.cleaned_data["golden_book_no"], form.cleaned_data["name"])
    return _page(request, form=form, answer=answer)


@login_not_required
@never_cache
@require_GET
def verify_token(request, token):
    """What the QR code opens. Only misses count as tries: a hall full of guests shares one address."""
    address = address_of(request)
    if TRIES.spent(address):
        return _page(request, status=429, busy=True, scanned=True)
    answer = by_token(token)
    if answer.found:
        return _page(request, answer=answer, scanned=True)
    TRIES.allows(address)
    return _page(request, answer=answer, status=404, scanned=True)
