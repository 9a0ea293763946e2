"""The index of the ward and its units: figures, what the rule says of them, and whose conclusion waited for one.

At /chi-tieu/chi-so/. It stands in this room because it tells which conclusions a figure overtakes.
"""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.models import Campaign, Unit
from campaigns.rules import units_of
from campaigns.selection import current_campaign
from criteria import figures
from criteria.forms.index import ReformIndexForm, SurveyIndexForm
from criteria.index_rule import IndexFinding, exact, explain
from criteria.models import FigureChange, ReformIndex, SurveyIndex
from criteria.rules import index_figures, index_rule_of, may_keep_index, may_read_index, may_read_results
from dossiers.appraising.late_figures import late_conclusions
from phuong6.office.doors import done, refusals_to, status_of

PAGE = 25
# Lists of the page by what stands in its address; the last two are the office's own.
LISTS = {
    "chi-so": "Chỉ số CCHC",
    "papi-sipas": "PAPI, SIPAS",
    "can-xem-lai": "Kết luận cần xem lại",
    "nhat-ky": "Nhật ký số liệu",
}
OF_OFFICE = ("can-xem-lai", "nhat-ky")
KINDS = {"cchc": (ReformIndex, ReformIndexForm), "khac": (SurveyIndex, SurveyIndexForm)}
RECEIVED = {"cchc": "chi-so", "khac": "papi-sipas"}

REASON = {"reason", "seen"}


@require_GET
def index_page(request):
    """One of the lists (?danh-sach=); figures of other units are the office's to read."""
    if not may_read_index(request.user):
        raise Http404
    campaign, office = current_campaign(request), may_read_results(request.user)
    lists = {key: name for key, name in LISTS.items() if office or key not in OF_OFFICE}
    chosen = request.GET.get("danh-sach")
    chosen = chosen if chosen in lists else "chi-so"
    late = late_conclusions(campaign) if office and campaign else []
    rows = _rows(request.user, campaign, chosen, late) if campaign else []
    context = {
        "campaign": campaign,
        "lists": lists.items(),
        "chosen": chosen,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "rule": index_rule_of(campaign) if campaign else None,
        "bodies": _bodies(request.user, campaign) if campaign and chosen == "chi-so" else [],
        "late": len(late),
        "may_keep": may_keep_index(request.user),
    }
    return render(request, "dossiers/index.html", context)


def _rows(user, campaign: Campaign, chosen: str, late: list):
    if chosen == "can-xem-lai":
        return late
    if chosen == "nhat-ky":
        return FigureChange.objects.filter(ward=campaign.ward_id).select_related("by")
    if chosen == "papi-sipas":
        return SurveyIndex.objects.filter(ward=campaign.ward_id).order_by("-year", "kind", "whose", "pk")
    rows = ReformIndex.objects.filter(ward=campaign.ward_id).select_related("unit", "ward")
    return rows.filter(_readable(user)).order_by("-year", "unit__sort_key", "pk")


def _readable(user) -> Q:
    """The ward's figures; of the units' all for the office, for a unit its own."""
    if may_read_results(user):
        return Q()
    return Q(unit__isnull=True) | Q(unit__in=[unit.pk for unit in units_of(user)])


def _bodies(user, campaign: Campaign) -> list[tuple[str, list[str], IndexFinding]]:
    """(whose, both years' figures, what the rule says) for the ward and each unit with a figure of its own."""
    years = campaign.index_years
    known = index_figures(campaign.ward_id, set(years))
    own = Unit.objects.filter(pk__in=[unit for unit, year in known if unit and year == years[0]])
    readable = own if may_read_results(user) else own.filter(pk__in=[each.pk for each in units_of(user)])
    found = []
    for unit, name in [(None, campaign.ward_short), *((each.pk, each.name) for each in readable)]:
        pair = [known.get((unit, year)) for year in years]
        shown = [exact(value) if value is not None else "Chưa có" for value in reversed(pair)]
        found.append((name, shown, explain(years, *pair, rule=index_rule_of(campaign))))
    return found


@require_http_methods(["GET", "POST"])
def index_form(request, kind: str, pk: int | None = None):
    """Enter a figure, or correct or remove one with the reason."""
    if kind not in KINDS or not may_keep_index(request.user):
        raise Http404
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404
    model, form_class = KINDS[kind]
    row = get_object_or_404(model, ward=campaign.ward_id, pk=pk) if pk else None
    form = form_class(request.POST if request.method == "POST" else None, ward=campaign.ward, row=row)
    if request.method == "POST" and _is_valid(form, removing=bool(row) and "remove" in request.POST):
        with refusals_to(form):
            words = _write(request, campaign, model, row, form.cleaned_data)
            return _onwards(request, campaign, kind, words)
    context = {
        "form": form,
        "row": row,
        "kind": kind,
        "back": f"{reverse('index')}?danh-sach={RECEIVED[kind]}",
    }
    return render(request, "dossiers/index_form.html", context, status=status_of(form))


def _is_valid(form, *, removing: bool) -> bool:
    """To take a figure away only the reason is judged; whatever else was typed stays as it is."""
    if removing:
        for name in set(form.errors) - REASON:
            del form.errors[name]
    return not form.errors


def _write(request, campaign: Campaign, model, row, values: dict) -> str:
    if row is None:
        return f"Đã lưu {figures.enter(request.user, campaign.ward, model, **values)}."
    if "remove" in request.POST:
        figures.remove(request.user, row, **{name: values[name] for name in REASON})
        return f"Đã xóa {row}."
    return f"Đã sửa {figures.correct(request.user, row, **values)}."


def _onwards(request, campaign: Campaign, kind: str, words: str):
    """To the conclusions the figure overtakes, if there are any; else back to the list."""
    late = len(late_conclusions(campaign)) if kind == "cchc" else 0
    if late:
        words += f" Có {late} trường hợp chờ số liệu hoặc đã kết luận theo số cũ, xem dưới đây."
    return done(request, words, f"{reverse('index')}?danh-sach={'can-xem-lai' if late else RECEIVED[kind]}")
