"""What every page does with what somebody pressed: say it is done and go on, or say why not and lose nothing.

if form.is_valid():
    with refusals_to(form):
        save(...)
        return done(request, "Đã lưu.", "piece", pk=pk)
return page(form, status=status_of(form))
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from phuong6.lib.refusal import Refusal
from phuong6.office.workflow import Refused, Workflow


@contextmanager
def refusals_to(place: BaseForm | HttpRequest | list[str], field: str | None = None) -> Iterator[None]:
    """Tell in this place what the block's Refused, or a file's Refusal, says; what follows the block goes on.

    A form shows the sentences above its fields, or beside `field`; a request at the top of the next page; a list
    only takes them.
    """
    try:
        yield
    except (Refused, Refusal) as refused:
        if isinstance(place, BaseForm):
            place.add_error(field, refused.sentences)
        elif isinstance(place, list):
            place += refused.sentences
        else:
            messages.error(place, str(refused))


def done(request, sentence: str, to, *args, **kwargs) -> HttpResponse:
    """Say what was done and go on; `to` and the rest as `redirect` takes them."""
    messages.success(request, sentence)
    return redirect(to, *args, **kwargs)


def status_of(*forms: BaseForm | None) -> int:
    """422 for a page that shows a form again with something to put right, else 200."""
    wrong = any(form is not None and form.errors for form in forms)
    return 422 if wrong else 200


def mark_of_post(request: HttpRequest, *about) -> str:
    """A digest of what was sent and about what, the same for the same post: a double tap, a second tab.

    A form whose like may rightly be sent again holds what it saw (`seen`), so that a page opened afterwards differs.
    """
    sent = sorted(
        (name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken"
    )
    return hashlib.sha256(repr((about, sent)).encode()).hexdigest()


def make_move(
    request,
    flow: Workflow,
    move: str,
    row: Model,
    *,
    to: str,
    back: str = "",
    form: BaseForm | None = None,
    again: Callable[[BaseForm], HttpResponse] | None = None,
    **given,
) -> HttpResponse:
    """The door of every move: make it, say the step's sentence and go `to`.

    What the form says goes along with `given` (its `data_for_move()` where it has one). A refusal stands in the form,
    and `again(form)` shows it as typed; a button without a form is told at the top of `back`, or of `to`.
    Raises NotAllowed.
    """
    if form is not None:
        if not form.is_valid():
            return again(form)
        given = (form.data_for_move() if hasattr(form, "data_for_move") else form.cleaned_data) | given
    with refusals_to(request if form is None else form):
        after = flow.perform(move, row, by=request.user, **given)
        return done(request, flow.steps[move].said(after), to)
    return redirect(back or to) if form is None else again(form)
