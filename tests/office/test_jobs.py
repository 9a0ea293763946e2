"""Background work: claimed once, watched, tried three times, found again when its worker was killed."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from phuong6.office import jobs
from phuong6.office.files import store_made
from phuong6.office.models import Job
from phuong6.office.workflow import Refused
from tests import factories as make

LONG_AGO = timedelta(minutes=3)


@pytest.fixture
def owner(db):
    return make.user("viec", "Người Giao Việc")


@pytest.fixture
def kind(monkeypatch):
    """A kind of work whose deed each test puts in; it remembers how often it was done."""

    def succeed(job, progress):
        return store_made(b"%PDF-", name="x.pdf", by=job.by)

    def work(job, progress):
        deeds["times"] += 1
        return deeds["do"](job, progress)

    def may_see(user, job):
        return user.is_active

    deeds = {"do": succeed, "times": 0}

    monkeypatch.setitem(jobs.KINDS, "thu", jobs.Kind(work=work, may_see=may_see))
    return deeds


def put(owner, **values) -> Job:
    return Job.objects.create(kind="thu", title="Việc thử", total=4, by=owner, **values)


def test_a_job_is_given_to_the_worker_when_the_transaction_is_through(
    owner, kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("thu", title="Việc thử", params={}, total=4, by=owner)
        assert kind["times"] == 0
    job.refresh_from_db()
    assert (job.state, job.done, job.tries) == (Job.State.DONE, 4, 1)
    assert job.result.original_name == "x.pdf"


def test_whoever_comes_second_finds_nothing_to_do(owner, kind):
    job = put(owner)
    jobs.run.call(job.pk)
    jobs.run.call(job.pk)
    assert kind["times"] == 1


def test_a_failing_job_is_tried_three_times_and_then_says_so(
    owner, kind, django_capture_on_commit_callbacks, caplog
):
    def fail(job, progress):
        raise RuntimeError("hỏng")

    kind["do"] = fail
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("thu", title="Việc thử", params={}, total=4, by=owner)
    job.refresh_from_db()
    assert (kind["times"], job.state, job.error) == (3, Job.State.FAILED, jobs.FAILED)
    assert "hỏng" in caplog.text


def test_a_refusal_is_told_at_once_in_its_own_words(owner, kind):
    def refuse(job, progress):
        raise Refused("Không có giấy khen nào còn giá trị để in.")

    kind["do"] = refuse
    job = put(owner)
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (kind["times"], job.state) == (1, Job.State.FAILED)
    assert job.error == "Không có giấy khen nào còn giá trị để in."


def test_a_worker_that_lost_the_job_stops_and_leaves_no_trace(owner, kind):
    def slow(job, progress):
        Job.objects.filter(pk=job.pk).update(tries=job.tries + 1)  # somebody else claimed it meanwhile
        progress(2)
        raise AssertionError("it went on")

    kind["do"] = slow
    job = put(owner)
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.RUNNING, 0)


def test_the_sweep_finds_a_job_whose_worker_was_killed(owner, kind, django_capture_on_commit_callbacks):
    job = put(owner, state=Job.State.RUNNING, tries=1, heartbeat=timezone.now() - LONG_AGO)
    lively = put(owner, state=Job.State.RUNNING, tries=1, heartbeat=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_jobs", stdout=io.StringIO())
    job.refresh_from_db()
    lively.refresh_from_db()
    assert (job.state, job.tries) == (Job.State.DONE, 2)
    assert lively.state == Job.State.RUNNING


def test_the_sweep_ends_a_job_that_was_killed_three_times(owner, kind):
    job = put(owner, state=Job.State.RUNNING, tries=3, heartbeat=timezone.now() - LONG_AGO)
    assert jobs.sweep() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, jobs.FAILED)


def test_the_page_shows_progress_stall_and_failure_and_restarts(
    owner, kind, client, django_capture_on_commit_callbacks
):
    client.force_login(owner)
    job = put(owner, state=Job.State.RUNNING, tries=1, done=1, heartbeat=timezone.now())
    shown = client.get(f"/viec/{job.pk}/").content.decode()
    assert "Xong 1 trên 4" in shown
    assert "hx-get" in shown
    part = client.get(f"/viec/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    Job.objects.update(heartbeat=timezone.now() - LONG_AGO)
    assert "dừng giữa chừng" in client.get(f"/viec/{job.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/viec/{job.pk}/chay-lai/")
    assert "Tải kết quả về máy" in client.get(f"/viec/{job.pk}/").content.decode()


def test_a_running_job_is_not_started_twice_by_the_button(owner, kind):
    assert jobs.restart(put(owner, state=Job.State.RUNNING, tries=1, heartbeat=timezone.now())) is False


def test_nobody_else_sees_the_job(owner, kind, client):
    job = put(owner)
    client.force_login(make.user("khac", "Người Khác"))
    for address in (f"/viec/{job.pk}/", f"/viec/{job.pk}/ket-qua/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/viec/{job.pk}/chay-lai/").status_code == 404
