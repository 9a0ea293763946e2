"""A nominee's printed name put right before the award is issued, at /khen-thuong/cach-ghi/…/."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from awards.certificates.rules import may_print
from awards.decisions.drafting import role_line
from awards.decisions.forms.rewording import RewordForm
from awards.decisions.rewording import kept_papers, reword, rewordings
from awards.enums import CertificateStatus
from awards.models import Certificate
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Nominee
from dossiers.rules import may_conclude
from dossiers.workflow import NOMINEE
from phuong6.office.doors import done, refusals_to, status_of


@require_http_methods(["GET", "POST"])
def nominee_reword(request, pk: int):
    """The form with what keeps the old words; once issued the way to the công văn đính chính instead."""
    rows = Nominee.objects.select_related("dossier__unit", "campaign__ward", "official__user")
    found = get_object_or_404(rows.exclude(dossier__status=DossierStatus.DRAFT), pk=pk)
    if not may_conclude(request.user, found):
        raise Http404
    is_open = found.status in NOMINEE.steps["reword"].sources
    form = RewordForm(request.POST or None, nominee=found) if is_open else None
    if request.method == "POST" and form and form.is_valid():
        with refusals_to(form):
            after = reword(found, by=request.user, **form.cleaned_data)
            return done(request, NOMINEE.steps["reword"].said(after), "nominee-reword", pk=pk)
    found.refresh_from_db()
    context = {
        "nominee": found,
        "line": role_line(found),
        "form": form,
        "elsewhere": NOMINEE.steps["reword"].elsewhere,
        "issued": _issued(request.user, found),
        "kept": kept_papers(found),
        "moves": [{"at": each.at, "what": "Sửa cách ghi tên", "who": each.by, "note": each.note}
                  for each in reversed(rewordings(found))],
        "site_mark": found.campaign.mark,
    }  # fmt: skip
    refused = 422 if request.method == "POST" and form is None else status_of(form)
    return render(request, "awards/rewording.html", context, status=refused)


def _issued(user, nominee: Nominee) -> Certificate | None:
    """The giấy khen of an issued award, for who may write a công văn đính chính into its book."""
    if nominee.status != NomineeStatus.AWARDED or not may_print(user):
        return None
    valid = Certificate.objects.filter(award__nominee=nominee, status=CertificateStatus.VALID)
    return valid.select_related("award__decision").first()
