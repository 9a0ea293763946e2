"""The page of a piece of background work."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from phuong6.office import jobs
from phuong6.office.files import hand_out
from phuong6.office.models import Job

SHOWN = 50  # failures on a page


def _visible(request, pk: int) -> Job:
    job = get_object_or_404(Job.objects.select_related("result"), pk=pk)
    if not jobs.may_see(request.user, job):
        raise Http404
    return job


@require_GET
@never_cache
def job(request, pk):
    """How far it is; asks again every second with htmx, answers only the bar then."""
    found = _visible(request, pk)
    stalled = jobs.is_stalled(found)
    under_way = found.state in (Job.State.QUEUED, Job.State.RUNNING) and not stalled
    context = {
        "job": found,
        "stalled": stalled,
        "may_restart": stalled or found.state in (Job.State.FAILED, Job.State.CANCELLED),
        "may_cancel": under_way,
        "failures": Paginator(found.failures.all(), SHOWN).get_page(request.GET.get("page")),
        "poll_url": reverse("job", args=[pk]) if under_way else "",
        "result_url": _outcome(found),
        "result_label": "Tải kết quả về máy" if found.result_id else "Xem kết quả",
    }
    return render(request, "office/_job.html" if request.htmx else "office/job.html", context)


def _outcome(found: Job) -> str:
    """Where one sees what came out: the file, or the page that the job was for."""
    if found.result_id:
        return reverse("job-result", args=[found.pk])
    return found.params.get("page", "") if found.state == Job.State.DONE else ""


@require_GET
def job_result(request, pk):
    """The file that came out."""
    found = _visible(request, pk)
    if found.result is None:
        raise Http404
    return hand_out(found.result, name=found.result.original_name)


@require_POST
def job_cancel(request, pk):
    """Stop it: what is done so far is kept, should it be run again."""
    if jobs.cancel(_visible(request, pk)):
        messages.success(
            request, "Đã hủy việc này. Phần đã làm được giữ lại, bấm “Chạy lại” nếu cần làm tiếp."
        )
    else:
        messages.info(request, "Việc này đã kết thúc nên không hủy được nữa.")
    return redirect("job", pk=pk)


@require_POST
def job_restart(request, pk):
    """Another three tries for work that stopped half way."""
    if jobs.restart(_visible(request, pk)):
        messages.success(request, "Đã giao lại việc này cho máy chủ.")
    else:
        messages.info(request, "Việc này đang được làm hoặc đã xong.")
    return redirect("job", pk=pk)
