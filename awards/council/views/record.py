"""The page on which the officer writes what the minutes of a meeting tell besides the votes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from awards.council.forms.meetings import RecordForm
from awards.council.pages import run_meeting
from awards.council.record import record_open, write_record
from phuong6.office.doors import done, refusals_to


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_record(request, pk):
    """Discussion, secretary, tellers, ballots of a paper vote, the hour it ended."""
    meeting = run_meeting(request, pk)
    if not record_open(meeting):
        messages.error(request, "Chỉ ghi được từ lúc khai mạc đến khi đưa biên bản đã ký lên.")
        return redirect("meeting", pk)
    form = RecordForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            write_record(meeting, form.told, by=request.user)
            return done(request, "Đã lưu nội dung ghi biên bản.", "meeting", pk)
    return render(request, "awards/meeting_record.html", {"meeting": meeting, "form": form})
