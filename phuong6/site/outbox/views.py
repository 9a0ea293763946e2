"""The outbox: Nội vụ and Văn phòng - Thống kê look reminders through, edit, release and pass them on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import Campaign
from campaigns.selection import current_campaign
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.enums import Channel
from phuong6.office.enums import MessageStatus as S
from phuong6.office.messages import outbox
from phuong6.office.messages.workflow import MESSAGE, UNSENT, mail_is_set_up
from phuong6.office.models import Message, SelfRelease
from phuong6.office.papers.kinds import KINDS as PAPERS
from phuong6.office.rules import may_send_messages
from phuong6.office.workdays import uncertain
from phuong6.office.workflow import moves_of
from phuong6.site.outbox.forms import CancelForm, SelfReleaseForm, WordsForm
from phuong6.site.outbox.message_kinds import ALL, kinds_for, messages_for
from phuong6.site.outbox.reminders import overtaken, see_to

PAGE = 25
# The lists of the page, by what stands in its address.
LISTS = {
    "cho-duyet": ("Chờ duyệt", {"status": S.DRAFT}, ("due_on", "addressee_name", "pk")),
    "zalo": (
        "Chờ gửi qua Zalo",
        {"status": S.RELEASED, "channel": Channel.ZALO},
        ("due_on", "addressee_name", "pk"),
    ),
    "cho-gui": ("Thư chờ gửi", {"status": S.RELEASED, "channel": Channel.EMAIL}, ("next_try_at", "pk")),
    "loi": ("Gửi không được", {"status": S.FAILED}, ("due_on", "pk")),
    "da-gui": ("Đã gửi", {"status": S.SENT}, ("-sent_at", "-pk")),
    "da-huy": ("Đã hủy", {"status": S.CANCELLED}, ("-due_on", "-pk")),
}
# The công văn that says the same as a message, by the message's kind.
LETTERS = {"dossier": "urging", "result": "urging-reports", "fixing": "urging-reports"}
SENDS = ("release", "pass-on", "again")
OVER = "Việc đã làm xong hoặc hạn đã đổi nên không cần nhắc nữa"


def _campaign_or_404(request) -> Campaign:
    """The campaign in hand, for whoever urges the units on. Raises Http404."""
    campaign = current_campaign(request)
    if campaign is None or not may_send_messages(request.user):
        raise Http404
    return campaign


def _found(request, pk: int) -> Message:
    rows = messages_for(request.user, _campaign_or_404(request))
    return get_object_or_404(rows.select_related("edited_by"), pk=pk)


@require_GET
def message_list(request):
    """Messages by state, narrowed by kind and addressee."""
    campaign = _campaign_or_404(request)
    every, kinds = messages_for(request.user, campaign), kinds_for(request.user)
    chosen = request.GET.get("danh-sach")
    chosen = chosen if chosen in LISTS else next(iter(LISTS))
    _, state, order = LISTS[chosen]
    kind = request.GET.get("loai", "")
    to = request.GET.get("gui-den", "").replace("\0", "")
    rows = every.filter(**state)
    rows = rows.filter(kind=kind) if kind in kinds else rows
    rows = rows.filter(addressee_name=to) if to else rows
    page = Paginator(rows.order_by(*order), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, kinds[each.kind]) for each in page],
        "by_kind": _by_kind(page, kinds),
        "chosen": chosen,
        "lists": _lists(every, kind, to),
        "kinds": kinds,
        "kind": kind,
        "names": every.order_by("addressee_name").values_list("addressee_name", flat=True).distinct(),
        "to": to,
        "mail": mail_is_set_up(),
        "urging": reverse("paper", args=["urging", campaign.pk]),
        "urging_reports": reverse("paper", args=["urging-reports", campaign.pk]),
    }
    return render(request, "outbox/message_list.html", context)


def _by_kind(page, kinds: dict[str, str]) -> dict[str, list[Message]]:
    """What a page shows, by kind in words: a button releases one kind, never several unread at once."""
    found = {}
    for each in sorted(page, key=lambda row: list(kinds).index(row.kind)):
        found.setdefault(kinds[each.kind], []).append(each)
    return found


def _lists(every, kind: str, to: str) -> list[tuple[str, str, str, int]]:
    """(key, address, name, how many) of each list; the filters stay. One query."""
    rows = every.order_by().values_list("status", "channel").annotate(count=Count("pk"))
    counts = {(status, channel): count for status, channel, count in rows}
    found = []
    for key, (name, state, _) in LISTS.items():
        channels = [state["channel"]] if "channel" in state else Channel.values
        count = sum(counts.get((state["status"], each), 0) for each in channels)
        asked = {"danh-sach": key} | ({"loai": kind} if kind else {}) | ({"gui-den": to} if to else {})
        found.append((key, f"?{urlencode(asked)}", name, count))
    return found


@require_http_methods(["GET", "POST"])
def message(request, pk: int):
    """One message: its words, what became of it; edited while it may be."""
    row = _found(request, pk)
    if request.method == "GET":
        return _page(request, row)
    form = WordsForm(request.POST)
    if form.is_valid():
        with refusals_to(form):
            outbox.edit(row, by=request.user, **form.cleaned_data)
            return done(request, "Đã lưu nội dung.", "message", pk=pk)
    return _page(request, row, words=form)


def _page(request, row: Message, *, words=None, cancel=None):
    if words is None and row.status in outbox.EDITABLE:
        words = WordsForm(initial={"subject": row.subject, "body": row.body})
    context = {
        "row": row,
        "kind": ALL[row.kind],
        "doubt": uncertain(row.due_on),
        "words": words,
        "cancel": cancel or CancelForm(),
        "offers": {offer.step.move: offer for offer in MESSAGE.open_to(request.user, row)},
        "passable": MESSAGE.allows("pass-on", request.user, row),
        "urging": _letter(request, row),
        "over": OVER if row.status in UNSENT and _overtaken(request, [row]) else "",
        "moves": [
            {
                "at": each.at,
                "who": each.by or "Phần mềm",
                "note": each.note,
                "what": MESSAGE.steps[each.move].button,
            }
            for each in moves_of(row).reverse()
        ],
    }
    return render(request, "outbox/message.html", context, status=status_of(words, cancel))


def _letter(request, row: Message) -> tuple[str, str] | None:
    """(name, address) of the công văn about what the message urges, where there is one."""
    key = LETTERS.get(row.kind)
    return (PAPERS[key].title, reverse("paper", args=[key, current_campaign(request).pk])) if key else None


def _overtaken(request, rows: list[Message]) -> list[Message]:
    return overtaken(current_campaign(request), rows, timezone.localdate())


def _stop_overtaken(request, rows: list[Message]) -> int:
    """Whatever the list still shows, nobody is urged to do what he has done. Returns how many were stopped."""
    over = Message.objects.filter(pk__in=[each.pk for each in _overtaken(request, rows)])
    return outbox.stop_all(over, note=outbox.NOT_WANTED)


@require_POST
def draft_due(request):
    """Draft what is due today without waiting for the timed command, and stop what is done."""
    kept = see_to(_campaign_or_404(request), timezone.localdate())
    return done(
        request, f"Đã soạn {kept.drafted} tin, tự hủy {kept.stopped} tin không cần nữa.", "message-list"
    )


@require_POST
def message_move(request, pk: int, move: str):
    """Release, mark as passed on, send again, cancel with a reason."""
    row = _found(request, pk)
    if not MESSAGE.has_button(move):
        raise Http404
    note = ""
    if move == "cancel":
        form = CancelForm(request.POST)
        if not form.is_valid():
            return _page(request, row, cancel=form)
        note = form.cleaned_data["note"]
    if move in SENDS and _stop_overtaken(request, [row]):
        messages.info(request, f"{OVER}; tin đã tự hủy.")
        return redirect("message", pk=pk)
    return make_move(request, MESSAGE, move, row, to=reverse("message", args=[pk]), note=note)


@require_POST
def release_shown(request):
    """Release the drafts a list showed, and no others; who was quicker has released his already."""
    campaign = _campaign_or_404(request)
    asked = set(request.POST.getlist("tin")[:PAGE])
    waiting = messages_for(request.user, campaign).filter(status=S.DRAFT)
    drafts = [each for each in waiting if str(each.pk) in asked]
    released, stopped = 0, _stop_overtaken(request, drafts)
    missed = len(asked) - len(drafts)
    for each in waiting.filter(pk__in=[each.pk for each in drafts]):
        refused: list[str] = []
        with refusals_to(refused):
            MESSAGE.perform("release", each, by=request.user)
            released += 1
        missed += bool(refused)
    messages.success(request, f"Đã duyệt {released} tin.")
    if stopped:
        messages.info(request, f"{stopped} tin đã tự hủy: việc đã làm xong hoặc hạn đã đổi.")
    if missed:
        messages.info(request, f"{missed} tin không còn chờ duyệt, có thể người khác vừa xử lý.")
    return redirect("message-list")


@require_http_methods(["GET", "POST"])
def self_release(request):
    """Which kinds release themselves, and who decided so."""
    _campaign_or_404(request)
    kinds = kinds_for(request.user)
    chosen = {each.kind: each for each in SelfRelease.objects.filter(kind__in=kinds).select_related("by")}
    posted = request.POST if request.method == "POST" else None
    form = SelfReleaseForm(posted, kinds=kinds, initial={"kinds": list(chosen)})
    if form.is_valid():
        _set_kinds(set(form.cleaned_data["kinds"]), among=kinds, by=request.user)
        return done(request, "Đã lưu. Có hiệu lực từ lượt nhắc tới.", "message-list")
    context = {"form": form, "chosen": [(kinds[kind], row) for kind, row in chosen.items()]}
    return render(request, "outbox/self_release.html", context, status=status_of(form))


def _set_kinds(wanted: set[str], *, among: dict[str, str], by) -> None:
    """Keep who decided earlier; two officers saving the same at once come to the same."""
    with transaction.atomic():
        SelfRelease.objects.filter(kind__in=among).exclude(kind__in=wanted).delete()
        rows = [SelfRelease(kind=each, by=by) for each in sorted(wanted)]
        SelfRelease.objects.bulk_create(rows, ignore_conflicts=True)
