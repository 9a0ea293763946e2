"""A corrected name in the book of giấy khen, at /khen-thuong/so/…/dinh-chinh/."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from awards.certificates.corrections import correct_award, issued_corrections, suggested
from awards.certificates.forms.certificates import AwardCorrectionForm
from awards.certificates.register import number_of
from awards.certificates.rules import may_print
from awards.models import Certificate
from phuong6.office.doors import done, refusals_to, status_of

NONE_ISSUED = (
    "Chưa có công văn đính chính nào của quyết định này được ban hành. Bấm “Đính chính” ở đây, ban hành công văn, "
    "rồi ghi lại trong sổ khen thưởng."
)


@require_http_methods(["GET", "POST"])
def register_correct(request, pk: int):
    """The name or role an issued công văn đính chính put right; without one the way to it."""
    if not may_print(request.user):
        raise Http404
    rows = Certificate.objects.select_related("award__decision__campaign", "award__nominee")
    found = get_object_or_404(rows, pk=pk)
    award, papers = found.award, issued_corrections(found.award.decision)
    newest = papers.last()
    if newest is None:
        messages.warning(request, NONE_ISSUED)
        return redirect("decision", pk=award.decision_id)
    initial = suggested(award, newest) | {"paper": newest}
    form = AwardCorrectionForm(request.POST or None, award=award, papers=papers, initial=initial)
    back = f"{reverse('register-book')}?year={found.register_year}"
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            correct_award(award, by=request.user, **form.cleaned_data)
            return done(
                request,
                "Đã ghi đính chính vào sổ. Giấy khen chưa trao thì in lại; đã trao thì thu bản cũ và cấp bản thay thế.",
                back,
            )
    context = {
        "title": f"Ghi đính chính cho giấy khen số {number_of(found)}?",
        "text": (
            "Quyết định đã ban hành giữ nguyên. Giấy khen in từ nay, sổ khen thưởng, trang xác minh và danh sách công khai "
            "ghi theo công văn đính chính; sổ vẫn giữ tên đã ghi trong quyết định."
        ),
        "facts": [
            ("Quyết định ghi", f"{award.honorific} {award.name}".strip()),
            ("Chức vụ, đơn vị", award.role_line),
            ("Quyết định", award.decision.number),
        ],
        "form": form,
        "action": "Ghi đính chính",
        "back_url": back,
        "site_mark": award.decision.campaign.mark,
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))
