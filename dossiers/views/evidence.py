"""Step 2: what is claimed of each nominee, criterion by criterion, in the plan's words."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dossiers.conclusion_checks import index_of
from dossiers.filing import attachments, drafting, facts
from dossiers.forms import REPORT_FACTS, ClaimsForm, EvidenceForm
from dossiers.models import Evidence, LinkedFact, Nominee
from dossiers.pages.path import evidence_url, find, find_nominee, missing, show
from dossiers.rules import Openness
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out


def evidence_step(request, code: str):
    """The nominees, each with what is still missing of its evidence."""
    dossier = find(request, code)
    found = missing(dossier)
    lacking = {int(gap.anchor.split("-")[1]) for gap in found if gap.step == "evidence"}
    tasks = [
        {
            "label": each.addressed,
            "url": evidence_url(dossier, each.pk),
            "hint": each.position or each.get_kind_display(),
            "state": "Còn thiếu" if each.pk in lacking else "Đã ghi",
            "tone": "attention" if each.pk in lacking else "good",
        }
        for each in dossier.nominees.standing().in_order()
    ]
    return show(request, "dossiers/evidence_list.html", dossier, "evidence", tasks=tasks, gaps=found)


@require_http_methods(["GET", "POST"])
def nominee_evidence(request, code: str, pk: int):
    """One nominee: the summary and one text per criterion, kept as one types."""
    dossier = find(request, code)
    nominee = find_nominee(dossier, pk)
    criteria = list(dossier.campaign.criteria.filter(kind=nominee.kind))
    findings = {
        each.criterion_id: each for each in nominee.findings.prefetch_related("evidence__file", "facts")
    }
    form = ClaimsForm(
        request.POST or None,
        criteria=criteria,
        claims={key: each.claim for key, each in findings.items()},
        individual=nominee.is_individual,
        initial={name: getattr(nominee, name) for name in ("summary", *REPORT_FACTS)},
    )
    refused = []
    if request.method == "POST" and form.is_valid():
        with refusals_to(refused):
            _save(request, nominee, form)
            if {"put_in", "take_out"} & set(request.POST):
                return _facts(request, dossier, nominee)
            if not request.htmx:
                return _onwards(request, dossier, nominee)
    if request.htmx:
        context = {"forms": [form], "refused": refused}
        return render(request, "dossiers/_saved.html", context, status=422 if refused or form.errors else 200)
    return show(
        request,
        "dossiers/evidence.html",
        dossier,
        "evidence",
        status=422 if refused or form.errors else 200,
        nominee=nominee,
        form=form,
        refused=refused,
        parts=_parts(nominee, form, criteria, findings),
        may_write=Openness(request.user, dossier).nominee(nominee),
        index=index_of(nominee) if nominee.is_individual else None,
    )


def _save(request, nominee: Nominee, form: ClaimsForm) -> None:
    """Only what was posted is written: a form without a field leaves that text alone."""
    summary = form.cleaned_data["summary"] if "summary" in form.data else None
    drafting.save_evidence(
        request.user, nominee, summary=summary, claims=form.claims(), **form.report_facts()
    )


def _parts(nominee: Nominee, form: ClaimsForm, criteria: list, findings: dict) -> list[tuple]:
    """(criterion, field, finding or None, facts put in, facts still offered) for each criterion."""
    known, parts = facts.Known(nominee.dossier), []
    concerning = known.by_criterion(nominee, criteria)
    for each in criteria:
        finding = findings.get(each.pk)
        linked = list(finding.facts.all()) if finding else []
        keys = {fact.key for fact in linked}
        offered = [fact for fact in concerning[each.pk] if fact.key not in keys]
        parts.append((each, form[f"claim_{each.pk}"], finding, known.shown(nominee, linked), offered))
    return parts


def _facts(request, dossier, nominee: Nominee):
    """Put a fact beside a claim ("criterion:fact") or take one away; what was typed is saved by now."""
    if "put_in" in request.POST:
        number, _, key = request.POST["put_in"].partition(":")
        criteria = dossier.campaign.criteria.filter(kind=nominee.kind)
        criterion = get_object_or_404(criteria, pk=number if number.isdecimal() else 0)
        facts.put_in(request.user, nominee, criterion, key)
        messages.success(request, f"Đã đưa vào tiêu chí “{criterion.short}”.")
    else:
        number = request.POST["take_out"]
        rows = LinkedFact.objects.select_related("finding__criterion", "finding__nominee__dossier")
        linked = get_object_or_404(rows, pk=number if number.isdecimal() else 0, finding__nominee=nominee)
        criterion = linked.finding.criterion
        facts.take_out(request.user, linked)
        messages.success(
            request, f"Đã gỡ khỏi tiêu chí “{criterion.short}”; chữ đã ghi vẫn còn, hãy sửa nếu cần."
        )
    return redirect(f"{evidence_url(dossier, nominee.pk)}#ket-qua-{criterion.pk}")


def _onwards(request, dossier, nominee: Nominee):
    """After the button: the next nominee, or the list once this was the last."""
    rows = [each.pk for each in dossier.nominees.standing().in_order()]
    following = rows[rows.index(nominee.pk) + 1 :]
    messages.success(request, f"Đã lưu thành tích của {nominee.addressed}.")
    if following and "next" in request.POST:
        return redirect(evidence_url(dossier, following[0]))
    return redirect("dossier-step", dossier.code, "thanh-tich")


@require_http_methods(["GET", "POST"])
def evidence_files(request, code: str, pk: int, criterion: int):
    """Photographs and files that prove the claim on one criterion."""
    dossier = find(request, code)
    nominee = find_nominee(dossier, pk)
    criterion = get_object_or_404(dossier.campaign.criteria.filter(kind=nominee.kind), pk=criterion)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = EvidenceForm(request.POST, request.FILES)
        if form.is_valid():
            with refusals_to(form, "files"):
                kept = attachments.add_evidence(
                    request.user, nominee, criterion, form.cleaned_data["files"], form.cleaned_data["caption"]
                )
                return done(request, f"Đã thêm {len(kept)} tệp minh chứng.", request.path)
    rows = Evidence.objects.filter(finding__nominee=nominee, finding__criterion=criterion)
    return show(
        request,
        "dossiers/evidence_files.html",
        dossier,
        "evidence",
        status=status_of(form),
        nominee=nominee,
        criterion=criterion,
        form=form,
        files=rows.select_related("file"),
        back_url=f"{evidence_url(dossier, nominee.pk)}#ket-qua-{criterion.pk}",
        may_write=Openness(request.user, dossier).nominee(nominee),
    )


def _find_evidence(request, code: str, pk: int) -> Evidence:
    dossier = find(request, code)
    rows = Evidence.objects.select_related("file", "finding__nominee__dossier", "finding__criterion")
    return get_object_or_404(rows, pk=pk, finding__nominee__dossier=dossier)


@require_GET
def evidence_file(request, code: str, pk: int):
    """The file itself, to whoever may read the dossier."""
    kept = _find_evidence(request, code, pk).file
    return hand_out(kept, name=f"{code}-minh-chung-{pk}.{kept.extension}", inline=True)


@require_POST
def remove_evidence(request, code: str, pk: int):
    """Take a file off again, as long as it has not been handed in."""
    evidence = _find_evidence(request, code, pk)
    finding = evidence.finding
    with refusals_to(request):
        attachments.remove_evidence(request.user, evidence)
        messages.success(request, "Đã gỡ tệp minh chứng.")
    return redirect("dossier-evidence-files", code, finding.nominee_id, finding.criterion_id)
