"""The lock files are compared with pyproject.toml without the network."""

from pathlib import Path

import pytest

from scripts import check_locks

LOCK = """django==5.2.19 \\
    --hash=sha256:aaaa
    # via
    #   phuong6 (pyproject.toml)
    #   django-axes
django-axes==8.3.1 \\
    --hash=sha256:bbbb
    # via phuong6 (pyproject.toml)
sqlparse==0.6.1 \\
    --hash=sha256:cccc
    # via django
"""


@pytest.fixture
def lock(tmp_path, monkeypatch):
    monkeypatch.setattr(check_locks, "ROOT", tmp_path)
    path = tmp_path / "x.lock"
    path.write_text(LOCK)
    return path


def problems(*wanted):
    return check_locks.problems("x.lock", list(wanted))


def test_a_lock_that_fits_has_no_problem(lock):
    assert problems("django~=5.2.0", "Django_Axes") == []


def test_a_library_that_was_added_is_missed(lock):
    assert problems("django", "django-axes", "segno") == ["x.lock: segno is missing"]


def test_a_pin_outside_the_wished_range_is_named(lock):
    assert problems("django~=5.1.0", "django-axes") == ["x.lock: django 5.2.19 is not ~=5.1.0"]


def test_a_library_that_was_dropped_is_named(lock):
    assert problems("django") == ["x.lock: django-axes is no longer in pyproject.toml"]


def test_a_pin_without_a_hash_is_named(lock):
    lock.write_text(LOCK.replace("    --hash=sha256:cccc\n", ""))
    assert problems("django", "django-axes") == ["x.lock: sqlparse has no hash"]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_name_no_registry(name):
    text = (Path(check_locks.__file__).parent.parent / name).read_text()
    assert "://" not in text
    assert "index-url" not in text
