"""Printing many giấy khen in the background: killed workers, several workers, bad certificates, cancelling."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import connection
from django.test import Client
from django.utils import timezone

from awards.certificates import print_jobs
from awards.certificates.prints import ReasonNeeded, record_prints
from awards.enums import CertificateEventKind, CertificateStatus
from awards.models import Certificate, CertificateEvent
from phuong6.office import jobs
from phuong6.office.jobs import pieces
from phuong6.office.models import Job, JobPiece
from tests.awards import decision_scene as scene
from tests.lib.papers.reading import page_texts
from tests.lib.signatures.files import agency

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = Path(__file__).with_name("printing_worker.py")
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def issued(people, dung):
    return scene.issued(dung, *people, people=6, collectives=1)


def numbers(decision) -> list[int]:
    return [each.pk for each in scene.certificates(decision)]


def address() -> str:
    """The database of this test, as a worker outside is told it."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{named['NAME']}"
    return f"postgres://{named['USER']}@{named['HOST']}:{named['PORT']}/{named['NAME']}"


def worker(tmp_path, *, lives: int = 0) -> subprocess.Popen:
    """A worker that takes the certificates two by two, and dies by SIGKILL after `lives` pieces."""
    surroundings = {
        "DATABASE_URL": address(),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "phuong6.settings",
        "PYTHONPATH": str(installed.BASE_DIR),
        "DEBUG": "0",
    }
    command = [sys.executable, str(WORKER), "2", str(lives)]
    return subprocess.Popen(command, env=os.environ | surroundings)


def prints() -> Counter:
    return Counter(CertificateEvent.objects.values_list("certificate", "kind"))


def golden_book_numbers(job: Job, tmp_path) -> list[str]:
    with job.result.file.open("rb") as file:
        found = page_texts(file.read(), tmp_path)
    return [page.partition("Số sổ vàng: ")[2][:2] for page in found]


def test_killing_the_worker_in_the_middle_loses_and_repeats_none(issued, cuc, settings, tmp_path):
    settings.TASKS = QUEUED
    settings.MEDIA_ROOT = tmp_path / "files"
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued))
    assert worker(tmp_path, lives=2).wait() == -signal.SIGKILL
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.RUNNING, 4)
    kept = dict(job.pieces.exclude(done_at=None).values_list("order", "done_at"))
    assert len(kept) == 2
    assert not CertificateEvent.objects.exists(), "nothing was handed out yet"
    assert jobs.sweep() == 1, "the process that held it is gone: nobody waits two minutes"
    several = [worker(tmp_path) for _ in range(3)]
    assert [each.wait() for each in several] == [0, 0, 0]
    job.refresh_from_db()
    assert (job.state, job.done, job.tries) == (Job.State.DONE, 7, 2)
    assert golden_book_numbers(job, tmp_path) == [f"{n:02d}" for n in range(1, 8)]
    assert prints() == {(pk, CertificateEventKind.PRINTED): 1 for pk in numbers(issued)}
    again = dict(job.pieces.values_list("order", "done_at"))
    assert {order: again[order] for order in kept} == kept, "what was done was not done again"


def test_of_several_workers_each_certificate_is_printed_by_one(issued, cuc, settings, tmp_path):
    settings.TASKS = QUEUED
    settings.MEDIA_ROOT = tmp_path / "files"
    all_of_them = numbers(issued)
    one = print_jobs.print_later(issued, by=cuc, only=all_of_them[:4])
    other = print_jobs.print_later(issued, by=cuc, only=all_of_them[2:])
    assert [each.wait() for each in [worker(tmp_path) for _ in range(3)]] == [0, 0, 0]
    for job in (one, other):
        job.refresh_from_db()
    first, second = sorted((one, other), key=lambda job: job.state == Job.State.FAILED)
    assert (first.state, second.state) == (Job.State.DONE, Job.State.FAILED)
    assert "Hãy ghi lý do in lại" in second.error
    assert second.result is None
    assert prints() == {(pk, CertificateEventKind.PRINTED): 1 for pk in first.params["only"]}


def test_one_bad_certificate_does_not_sink_the_rest(issued, cuc, client, tmp_path, monkeypatch, caplog):
    revoked, broken = scene.certificates(issued)[1:3]
    Certificate.objects.filter(pk=revoked.pk).update(status=CertificateStatus.REVOKED)
    usual = print_jobs.certificates_pdf.__globals__["render_certificates"]

    def brittle(texts, design, **more):
        spoilt = [replace_name(each) if each.golden_book_no == 3 else each for each in texts]
        return usual(spoilt, design, **more)

    monkeypatch.setitem(print_jobs.certificates_pdf.__globals__, "render_certificates", brittle)
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued))
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.DONE, 7)
    assert golden_book_numbers(job, tmp_path) == ["01", "04", "05", "06", "07"]
    client.force_login(cuc)
    said = client.get(f"/viec/{job.pk}/").content.decode()
    assert "2 mục không làm được" in said
    for certificate, reason in ((revoked, print_jobs.NOT_VALID), (broken, print_jobs.NOT_SET)):
        assert f"Số sổ vàng {certificate.award.position:02d}: " in said
        assert reason in said
    assert {pk for pk, _ in prints()} == set(numbers(issued)) - {revoked.pk, broken.pk}


def replace_name(text):
    """A text that no renderer can set."""
    object.__setattr__(text, "name", None)
    return text


def test_when_all_fail_there_is_no_file(issued, cuc):
    Certificate.objects.update(status=CertificateStatus.VOID)
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued))
    job.refresh_from_db()
    assert (job.state, job.error, job.result) == (Job.State.FAILED, print_jobs.NONE_LEFT, None)
    assert job.failures.count() == 7


def test_cancelling_stops_the_worker_and_running_again_goes_on_where_it_stopped(
    issued, cuc, monkeypatch, tmp_path
):
    monkeypatch.setattr(print_jobs, "PIECE", 2)
    usual = pieces.finish

    def finish(job, piece, *rest):
        if piece.order == 1:
            assert jobs.cancel(job)
        usual(job, piece, *rest)

    monkeypatch.setattr(pieces, "finish", finish)
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued))
    job.refresh_from_db()
    assert (job.state, job.done, job.result) == (Job.State.CANCELLED, 2, None)
    assert not CertificateEvent.objects.exists()
    monkeypatch.setattr(pieces, "finish", usual)
    desk = Client()
    desk.force_login(cuc)
    assert "Chạy lại" in desk.get(f"/viec/{job.pk}/").content.decode()
    desk.post(f"/viec/{job.pk}/chay-lai/")
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.DONE, 7)
    assert golden_book_numbers(job, tmp_path) == [f"{n:02d}" for n in range(1, 8)]
    assert not JobPiece.objects.exclude(content=b"").exists(), "the pages are in the file alone"


def test_a_signed_file_is_valid_for_another_program_however_many_pieces_it_was_joined_from(
    issued, cuc, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(print_jobs, "PIECE", 2)
    key = tmp_path / "phuong.p12"
    key.write_bytes(agency().p12("mat-khau-khoa"))
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(key), "mat-khau-khoa"
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued), sign=True)
    job.refresh_from_db()
    assert (job.state, job.result.is_signed, job.result.pages) == (Job.State.DONE, True, 7)
    said = subprocess.run(
        [shutil.which("pdfsig"), "-nocert", job.result.file.path], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_only_who_asked_cancels_and_an_ended_job_stays(issued, cuc, cam, client):
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued))
    client.force_login(cam)
    assert client.post(f"/viec/{job.pk}/huy/").status_code == 404
    client.force_login(cuc)
    said = client.post(f"/viec/{job.pk}/huy/", follow=True).content.decode()
    assert "không hủy được nữa" in said
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_held_job_of_a_living_process_is_left_alone(issued, cuc, settings):
    settings.TASKS = QUEUED
    job = print_jobs.print_later(issued, by=cuc, only=numbers(issued))
    claimed = jobs._claim(job.pk)
    assert claimed.holder.endswith(f":{os.getpid()}")
    assert jobs.sweep() == 0
    Job.objects.update(heartbeat=timezone.now() - timedelta(minutes=3))
    assert jobs.sweep() == 1


def test_a_second_print_needs_a_reason_and_the_register_keeps_both(issued, cuc, cam):
    first, second = scene.certificates(issued)[:2]
    record_prints([first], by=cuc)
    with pytest.raises(ReasonNeeded, match=first.award.name):
        record_prints([first, second], by=cam)
    record_prints([first, second], by=cam, reason="Bản trước bị nhòe.")
    told = [(each.kind, each.by, each.reason) for each in first.events.all()]
    assert told == [
        (CertificateEventKind.PRINTED, cuc, ""),
        (CertificateEventKind.REPRINTED, cam, "Bản trước bị nhòe."),
    ]
    assert [each.kind for each in second.events.all()] == [CertificateEventKind.PRINTED]
