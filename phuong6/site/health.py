"""/healthz: whether this installation can do its work. Says what is wrong, never whose data or where."""

import os
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from phuong6.office.models import Job

PATIENCE = timedelta(minutes=5)  # work that waited longer, with nobody at work, has no worker


def database_answers() -> bool:
    """The database takes a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


@cache
def last_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app in this version; the code does not change while it runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations_applied() -> bool:
    """No migration of this version waits to be applied."""
    return last_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def files_writable() -> bool:
    """Uploaded papers can be kept: the files' folder, or the one it will be made in, may be written."""
    folder = Path(default_storage.location)
    return os.access(folder if folder.is_dir() else settings.DATA_DIR, os.W_OK | os.X_OK)


def worker_state() -> str:
    """One of "idle" (nothing waits), "busy" (work goes on) and "late" (work waits and nobody does it)."""
    now = timezone.now()
    if Job.objects.filter(state=Job.State.RUNNING, heartbeat__gte=now - PATIENCE).exists():
        return "busy"
    waiting = DBTaskResult.objects.ready()
    if waiting.filter(enqueued_at__lt=now - PATIENCE).exists():
        return "late"
    return "busy" if waiting.exists() else "idle"


@login_not_required
@require_safe
@never_cache
def healthz(request) -> JsonResponse:
    """200 when all is well, 503 with what is not; for monitors and for the start script."""
    found: dict[str, bool | str] = {"database": database_answers()}
    found["files"] = files_writable()
    if found["database"]:
        try:
            found["migrations"] = migrations_applied()
            found["worker"] = worker_state() if found["migrations"] else "unknown"
        except DatabaseError:
            found["migrations"] = False
    well = all(found.values()) and found.get("worker") != "late"
    return JsonResponse({"status": "ok" if well else "unwell", **found}, status=200 if well else 503)
