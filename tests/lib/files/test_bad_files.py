"""The corpus of bad files: each is refused with a sentence or made harmless, within 1.5 GB and 30 seconds."""

import importlib
import json
import os
import re
import subprocess
import sys
from functools import cache

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
def outcomes(family: str) -> dict[str, dict]:
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.lib.files.bad_files.child", family],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
        check=True,
        capture_output=True,
        text=True,
    )
    return {each["name"]: each for each in map(json.loads, ran.stdout.splitlines())}


def test_the_corpus_is_large_and_every_case_has_its_name():
    assert len(CORPUS) >= 300
    assert len({(family, case.name) for family, case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize(
    ("family", "case"), CORPUS, ids=[f"{family}: {case.name}" for family, case in CORPUS]
)
def test_a_bad_file_is_refused_or_made_harmless(family, case):
    told = outcomes(family)[case.name]
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
