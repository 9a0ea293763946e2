"""What /healthz tells a monitor."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from phuong6.office.models import Job
from phuong6.site import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def waiting_task(minutes: int) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={},
        task_path="tests.none",
        backend_name="default",
        run_after=timezone.now() - timedelta(minutes=minutes),
        exception_class_path="",
        traceback="",
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(minutes=minutes))


def test_a_well_installation_answers_200_to_anybody(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": True,
        "files": True,
        "migrations": True,
        "worker": "idle",
    }
    assert "no-store" in answer["Cache-Control"]


def test_it_takes_no_question_but_get(client):
    assert client.post("/healthz").status_code == 405


def test_a_database_that_does_not_answer_is_503_and_says_no_more(client, monkeypatch):
    def gone():
        raise DatabaseError("could not connect to 10.0.0.5, user phuong6")

    monkeypatch.setattr(health.connection, "cursor", gone)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unwell", "database": False, "files": True}
    assert "phuong6" not in answer.content.decode()


def test_a_migration_not_applied_is_503(client):
    app, name = min(health.last_migrations())
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] is False


def test_a_folder_that_cannot_be_written_is_503(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["files"] is False


@pytest.mark.parametrize(("minutes", "state", "status"), [(4, "busy", 200), (6, "late", 503)])
def test_work_nobody_takes_up_for_five_minutes_is_told(client, minutes, state, status):
    waiting_task(minutes)
    answer = client.get("/healthz")
    assert (answer.json()["worker"], answer.status_code) == (state, status)


def test_a_worker_at_work_may_let_others_wait(client, cuc):
    waiting_task(30)
    Job.objects.create(
        kind="print", title="In giấy khen", state=Job.State.RUNNING, heartbeat=timezone.now(), by=cuc
    )
    assert client.get("/healthz").json()["worker"] == "busy"
    Job.objects.update(heartbeat=timezone.now() - timedelta(minutes=6))
    assert client.get("/healthz").json()["worker"] == "late"


def test_health_asks_the_database_a_fixed_few_questions(client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(6):
        client.get("/healthz")
