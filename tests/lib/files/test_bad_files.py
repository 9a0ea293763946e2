"""The corpus of bad files: each is refused with a sentence or made harmless, within 1.5 GB and 30 seconds."""

import fcntl
import importlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from phuong6.office.files import shown_name
from tests.lib.files.bad_files.strangers import NAMES

FAMILIES = ("pdfs_broken", "pdfs_alive", "photos", "strangers")
CORPUS = [
    (family, case)
    for family in FAMILIES
    for case in importlib.import_module(f"tests.lib.files.bad_files.{family}").CASES
]
ENGLISH = re.compile(r"\b(?:error|invalid|file|failed|cannot|object|Traceback|None)\b", re.IGNORECASE)


@cache
def outcomes(family: str, folder: Path) -> dict[str, dict]:
    """What became of a family's files, by name; they are made once, by whichever worker is first."""
    told = folder / f"{family}.jsonl"
    with (folder / f"{family}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(made(family), encoding="utf-8")
    return {each["name"]: each for each in map(json.loads, told.read_text(encoding="utf-8").splitlines())}


def made(family: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.lib.files.bad_files.child", family],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_the_corpus_is_large_and_every_case_has_its_name():
    assert len(CORPUS) >= 300
    assert len({(family, case.name) for family, case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize(
    ("family", "case"), CORPUS, ids=[f"{family}: {case.name}" for family, case in CORPUS]
)
def test_a_bad_file_is_refused_or_made_harmless(family, case, shared_by_workers):
    told = outcomes(family, shared_by_workers)[case.name]
    assert "failure" not in told, told["failure"]
    assert told["status"] == 0, f"ended by signal {told['status']}: more than its share of memory or time"
    if case.says is None:
        assert told.get("left") == [], told
        assert told["again"] == 1
    else:
        sentence = told.get("sentence", "")
        assert case.says in sentence, told
        assert sentence.endswith(".")
        assert "Hãy" in sentence
        assert len(sentence) <= 250
        assert not ENGLISH.search(sentence)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_one_short_line_that_can_be_shown_and_stored(name):
    shown = shown_name(name)
    assert len(shown) <= 255
    assert shown.isprintable()
    assert not {"/", "\\"} & set(shown)
    assert shown not in {".", ".."}
    assert shown == shown_name(shown)
    shown.encode()
