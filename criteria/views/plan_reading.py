"""The ward's own plan read from its file, laid beside the campaign being prepared, taken over line by line."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Campaign
from campaigns.plan_reading.findings import AREA, TARGET
from campaigns.rules import campaigns_for, may_prepare_campaigns
from criteria.enums import Direction
from criteria.plan_reading import PARTS, keep_plan, parts_of, reading_of
from criteria.plan_taking import drop, take
from phuong6.lib.files.docx_text import MAX_BYTES
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.file_forms import PartForm

WORD_OR_PDF = (
    ".docx,.pdf,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)


class PlanFileForm(PartForm):
    """The plan as the office wrote it."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        help_text="Tệp Word (.docx), hoặc PDF lưu từ Word; tối đa 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": WORD_OR_PDF, "data-max-mb": 20}),
        error_messages={
            "required": "Hãy chọn tệp kế hoạch.",
            "invalid": "Hãy chọn tệp kế hoạch.",
            "empty": "Tệp rỗng, không có nội dung. Hãy chọn lại tệp kế hoạch.",
        },
    )


def _found(request, pk: int) -> Campaign:
    """The campaign, for who prepares it and while it is being prepared. Raises Http404 otherwise."""
    if not may_prepare_campaigns(request.user):
        raise Http404
    campaign = get_object_or_404(campaigns_for(request.user).select_related("ward"), pk=pk)
    if not campaign.is_being_prepared:
        raise Http404("Phong trào không còn đang chuẩn bị.")
    return campaign


@require_http_methods(["GET", "POST"])
def plan_reading(request, pk: int):
    """Choose a file; what was understood of the last one, and what was not."""
    row = _found(request, pk)
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_to(form, "file"):
            keep_plan(row, upload.name, upload.read(MAX_BYTES + 1), request.user)
            return done(
                request, "Đã đọc tệp. Chưa ghi gì vào phong trào: hãy nhận từng dòng.", "plan-reading", pk=pk
            )
    return _page(request, row, form=form)


def _page(request, row: Campaign, *, form=None, typed=None, refused=(), refused_at=None):
    stored = reading_of(row)
    parts, found, texts = [], None, []
    if stored:
        texts, found = stored
        parts = parts_of(row, texts, found)
        for line in (each for part in parts for each in part.rows):
            line.typed |= (typed or {}).get(line.finding.key, {})
            line.refused = (refused_at or {}).get(line.finding.key, "")
    context = {
        "row": row,
        "form": form or PlanFileForm(),
        "kept": row.plan_reading,
        "parts": parts,
        "left": sum(not line.is_settled for part in parts for line in part.rows),
        "found": found,
        "unclear": [
            (each.reason, [(at + 1, texts[at]) for at in each.sources])
            for each in (found.unclear if found else ())
        ],
        "areas": _areas(row, found.of(AREA) if found else []),
        "directions": Direction.choices,
        "goals": [(str(each.pk), each.name) for each in row.targets.order_by("order", "pk")] if found else [],
        "target": TARGET,
        "refused": refused,
        "site_mark": row.mark,
    }
    status = 422 if refused else status_of(form)
    return render(request, "criteria/plan_reading.html", context, status=status)


def _areas(row: Campaign, read: list) -> list[tuple[str, str]]:
    """Areas to choose from: those of this plan, then the campaign's others."""
    made = set(row.plan_reading.get("made", {}).values())
    here = [(each.key, each.value or each.label) for each in read]
    return here + [(f"pk-{each.pk}", each.name) for each in row.areas.all() if each.pk not in made]


@require_POST
def plan_take(request, pk: int):
    """Take over a line or a part, or remove a line the plan does not have; what was typed elsewhere is kept."""
    row = _found(request, pk)
    typed: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        key, dot, part = name.rpartition(".")
        if dot and part in PARTS:
            typed.setdefault(key, {})[part] = value
    refused: list[str] = []
    refused_at: dict[str, str] = {}
    seen = request.POST.get("seen", "")
    with refusals_to(refused):
        if key := request.POST.get("drop", ""):
            drop(row, request.user, seen=seen, key=key)
            return done(request, "Đã bỏ dòng không có trong kế hoạch.", "plan-reading", pk=pk)
        pressed = request.POST.get("take", "")
        count = take(row, request.user, seen=seen, pressed=pressed, typed=typed, refused_at=refused_at)
        said = f"Đã nhận {count} dòng vào phong trào."
        return done(request, said, "plan-reading", pk=pk)
    return _page(request, row, typed=typed, refused=refused, refused_at=refused_at)
