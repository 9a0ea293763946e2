"""All papers of the campaign, asked for by the office."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from awards.report.archive import handed_in, make_archive, may_take
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import format_number


@require_http_methods(["GET", "POST"])
def campaign_archive(request):
    """Says what will be in it, then has it made in the background."""
    campaign = current_campaign(request)
    if campaign is None or not may_take(request.user):
        raise Http404
    if request.method == "POST":
        return redirect("job", make_archive(campaign, by=request.user).pk)
    context = {
        "title": "Tải tất cả văn bản của phong trào",
        "text": (
            "Tệp ZIP gồm mọi hồ sơ đã nộp (ghép thành một tệp PDF để đọc, kèm từng tệp gốc), các văn bản phường đã "
            "ban hành và bản đã ký, cùng danh sách mã kiểm tra. Máy chủ cần vài phút; xong thì tải về ở trang hiện ra."
        ),
        "facts": [
            ("Phong trào", campaign.name),
            ("Hồ sơ đã nộp", format_number(handed_in(campaign).count())),
        ],
        "action": "Bắt đầu gom văn bản",
        "back_url": reverse("desk-queue"),
    }
    return render(request, "_components/confirm.html", context)
