"""The page of one paper, the same for every kind: preview, Word and PDF, number and day, the signed copy."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from phuong6.office.doors import done, refusals_to
from phuong6.office.files import hand_out, hand_out_made
from phuong6.office.models import NumberSeries
from phuong6.office.papers import issuing
from phuong6.office.papers.forms import IssueForm, SignedForm
from phuong6.office.papers.kinds import DRAFT, KINDS, PaperKind
from phuong6.office.papers.likeness import copy_lines, unlike_signed
from phuong6.office.papers.numbering import suggest_number
from phuong6.office.papers.printing import MIME, PDF, editable, print_paper, versions_of
from phuong6.office.papers.signed import add_signed_copy, keep_digital_copy, signed_copies
from phuong6.office.rules import may_correct, may_read_register
from phuong6.office.workflow import NotAllowed


def find(request, key: str, pk: int) -> tuple[PaperKind, object]:
    """The kind and what the paper is about, for whoever may read it; for others there is no such page."""
    kind = KINDS.get(key)
    if kind is None or not kind.model:
        raise Http404
    try:
        subject = kind.subject(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not kind.may_read(request.user, subject):
        raise Http404
    return kind, subject


def paper_url(kind: PaperKind, subject, name: str = "paper", *more) -> str:
    """The address of a paper's page, or of something on it."""
    return reverse(name, args=[kind.key, subject.pk, *more])


@require_GET
def paper(request, key: str, pk: int):
    """Where the paper stands, and the next step."""
    kind, subject = find(request, key, pk)
    if kind.attach:
        return redirect(kind.home(subject))  # its room has a page of its own for it
    return _page(request, kind, subject)


def _page(request, kind: PaperKind, subject, *, issue_form=None, signed_form=None):
    issued = list(issuing.issued_papers(kind, subject))
    current = next((each for each in issued if each.is_current), None)
    missing, gap = kind.missing(subject), kind.gap(subject) if kind.issuable else None
    may_issue = kind.issuable and kind.may_issue(request.user, subject)
    copies = list(signed_copies(kind, subject))
    if may_issue and not missing and issue_form is None:
        issue_form = _issue_form(kind, subject, issued, copies)
    draft = not kind.issuable or not missing
    context = {
        "kind": kind,
        "subject": subject,
        "named": kind.named(subject),
        "home": kind.home(subject),
        "current": current,
        "unfinished": kind.unfinished(subject) if current else "",
        "earlier": [each for each in issued if each != current],
        "gap": gap if may_issue else None,
        "may_fill_gap": bool(gap and request.user.has_perm(gap.permission)),
        "missing": missing if kind.issuable else [],
        "issue_form": issue_form if may_issue else None,
        "signed_form": signed_form or (SignedForm() if kind.lets_attach(request.user, subject) else None),
        "copies": copy_lines(kind, subject, issued, copies, draft=draft),
        "corrections": issuing.corrections_of(current) if current and may_read_register(request.user) else [],
        "may_correct": may_correct(request.user),
        "version": versions_of(kind, subject).first(),
        "may_sign": bool(settings.SIGNING_KEY and current and kind.may_issue(request.user, subject)),
    }
    invalid = any(form is not None and form.errors for form in (issue_form, signed_form))
    return render(request, "office/paper.html", context, status=422 if invalid else 200)


def _issue_form(kind: PaperKind, subject, issued: list, copies: list, data=None) -> IssueForm:
    series = NumberSeries.objects.get(key=kind.series(subject))
    today, current = timezone.localdate(), any(each.is_current for each in issued)
    return IssueForm(
        data,
        numbered=series.numbered_by == NumberSeries.NumberedBy.SOFTWARE,
        again=current and not kind.repeatable,
        why_unlike=lambda day: unlike_signed(kind, subject, day, issued, copies),
        initial={"number": suggest_number(series.key, today.year), "day": today},
    )


@require_GET
def paper_file(request, key: str, pk: int, extension: str):
    """The paper: issued, the frozen file; else the draft as it is now. ?tai=1 saves instead of showing."""
    kind, subject = find(request, key, pk)
    current = issuing.current_paper(kind, subject)
    if extension == PDF and current and current.file_id:
        return hand_out(current.file, name=kind.file_name(subject, PDF), inline="tai" not in request.GET)
    if kind.issuable and kind.missing(subject):
        raise Http404
    if extension == PDF:
        content, suffix = print_paper(kind, subject, by=request.user), "-du-thao" if kind.issuable else ""
    else:
        issue = issuing.issue_of(current) if current else DRAFT
        content, suffix = editable(kind, subject, issue), ""
    name = kind.file_name(subject, extension, suffix)
    inline = extension == PDF and "tai" not in request.GET
    return hand_out_made(content, name=name, mime=MIME[extension], inline=inline)


@require_POST
def paper_issue(request, key: str, pk: int):
    """Number and day of the signed paper are entered; its file is frozen."""
    kind, subject = find(request, key, pk)
    if not kind.issuable or not kind.may_issue(request.user, subject):
        raise NotAllowed("Bạn không có quyền ban hành văn bản này.")
    issued, copies = list(issuing.issued_papers(kind, subject)), list(signed_copies(kind, subject))
    form = _issue_form(kind, subject, issued, copies, request.POST)
    if form.is_valid():
        with refusals_to(form):
            issued = issuing.issue_paper(kind, subject, by=request.user, **form.cleaned_data)
            return done(
                request, f"Đã ban hành {kind.title} số {issued.full_number}.", paper_url(kind, subject)
            )
    return _page(request, kind, subject, issue_form=form)


@require_POST
def paper_signed(request, key: str, pk: int):
    """A signed copy comes back as one PDF or as photographs in order."""
    kind, subject = find(request, key, pk)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_to(form, "files"):
            add_signed_copy(kind, subject, form.cleaned_data["files"], by=request.user)
            return done(request, "Đã nhận bản đã ký.", paper_url(kind, subject))
    return _page(request, kind, subject, signed_form=form)


@require_POST
def paper_sign(request, key: str, pk: int):
    """The ward's own key signs a copy of the frozen file; the frozen file stays as it is."""
    kind, subject = find(request, key, pk)
    current = issuing.current_paper(kind, subject)
    if not kind.may_issue(request.user, subject) or current is None or current.file is None:
        raise NotAllowed("Chỉ ký số được văn bản đã ban hành, bởi người được ban hành văn bản đó.")
    with refusals_to(request):
        keep_digital_copy(kind, subject, current, by=request.user)
        messages.success(request, "Đã ký số. Bản ký số nằm trong danh sách bản đã ký.")
    return redirect(paper_url(kind, subject))


@require_GET
def signed_file(request, key: str, pk: int, copy: int):
    """A signed copy, any of them."""
    kind, subject = find(request, key, pk)
    kept = get_object_or_404(signed_copies(kind, subject), pk=copy)
    name = kind.file_name(subject, kept.file.extension, f"-ban-ky-{kept.pk}")
    return hand_out(kept.file, name=name, inline="tai" not in request.GET)


@require_GET
def issued_file(request, key: str, pk: int, issued: int):
    """An issued paper as it was frozen, also one that is void or replaced by now."""
    kind, subject = find(request, key, pk)
    found = get_object_or_404(issuing.issued_papers(kind, subject).filter(file__isnull=False), pk=issued)
    name = kind.file_name(subject, PDF, f"-so-{found.number:02d}-{found.year}")
    return hand_out(found.file, name=name, inline="tai" not in request.GET)
