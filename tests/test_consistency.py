"""The repository's own rules, held by reading it."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.messages.constants import DEFAULT_TAGS

from awards.public.verification import LOOKS, NOT_REAL
from phuong6.office.workflow import every_workflow
from tests.conftest import asks_the_database

ROOT = Path(settings.BASE_DIR)
FILES = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607  whichever git there is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
]
CODE = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts and path.exists()]
PRODUCT = [path for path in CODE if "tests" not in path.relative_to(ROOT).parts]
TEMPLATES = [path for path in FILES if path.suffix == ".html" and path.exists()]
LONGEST_FILE, LONGEST_TEST, LONGEST_FUNCTION, LONGEST_TEMPLATE, MOST_BASES = 310, 520, 42, 150, 2
READ = {".py", ".md", ".html", ".txt", ".toml", ".sh", ".js", ".css", ".po", ".yaml"}
VAGUE_NAMES = {"utils", "helpers", "services", "mixins"}


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_file_is_read_in_one_sitting():
    long = [shown(path) for path in PRODUCT if len(lines(path)) > LONGEST_FILE]
    long += [shown(path) for path in set(CODE) - set(PRODUCT) if len(lines(path)) > LONGEST_TEST]
    assert long == []


def test_a_function_is_short():
    long = [
        f"{shown(path)}:{node.name}"
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_class_stands_on_a_stack_of_bases():
    deep = [
        f"{shown(path)}:{node.name}"
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and len(node.bases) > MOST_BASES
    ]
    assert deep == []


def test_no_module_has_a_name_that_says_nothing():
    assert [shown(path) for path in CODE if VAGUE_NAMES & {path.stem, *path.parts}] == []


def test_no_business_rule_hides_in_a_signal():
    assert [shown(path) for path in PRODUCT if re.search(r"@receiver|\.connect\(", path.read_text())] == []


def test_templates_are_short():
    assert [shown(path) for path in TEMPLATES if len(lines(path)) > LONGEST_TEMPLATE] == []


def test_every_template_is_used():
    text = "\n".join(path.read_text(encoding="utf-8") for path in CODE + TEMPLATES)
    by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    unused = []
    for path in TEMPLATES:
        name = path.relative_to(ROOT / "templates").as_posix()
        found_by_app = name.startswith(("admin/", "registration/", "bootstrap5/", "help/", "django/"))
        named = f'{name}"' in text or f"{name}'" in text
        if name not in by_django and not (found_by_app or named):
            unused.append(name)
    assert unused == []


def test_every_icon_drawn_is_shipped_and_every_icon_shipped_is_drawn():
    """Of Bootstrap's two thousand icons those a page shows; a name said by Python is a tone or a message's level."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "static/css").glob("*.css"))
    shipped = {path.stem for path in (ROOT / "static/bootstrap-icons").glob("*.svg")}
    assert set(re.findall(r"bootstrap-icons/([\w-]+)\.svg", sheets)) == shipped
    pages = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    asked = set(re.findall(r"\bicon-([a-z]+)", pages)) | {icon for _, icon, _ in (*LOOKS.values(), NOT_REAL)}
    assert set(re.findall(r"\.icon-([a-z]+)", sheets)) == asked | set(DEFAULT_TAGS.values())


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_pages_carry_no_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|javascript:", line), f"{shown(path)}:{number}"
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or "application/json" in script, shown(path)


def test_the_project_names_no_machine_and_no_registry():
    forbidden = re.compile(r"/work/|/root/|pypi\.org|files\.pythonhosted|deb\.debian|registry\.npmjs")
    here = Path(__file__)
    found = [
        shown(path)
        for path in FILES
        if path != here
        and path.exists()
        and path.suffix in {".py", ".md", ".toml", ".sh", ".lock", ".yml", ".html", ""}
        and forbidden.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_nothing_cites_a_page_that_a_reader_of_the_repository_does_not_have():
    """Sources are decree and article, the plan's section, or a page that is here."""
    elsewhere = re.compile(r"\b(?:design|domain|measurements|style)\.md|\bissue,? (?:point )?\d|§\d")
    here = re.compile(r"\b(docs/decisions/\d{4}|docs/[a-z]+\.md|[A-Z]{5,}\.md)\b")
    kept = {shown(path) for path in FILES} | {
        shown(path)[: len("docs/decisions/0000")] for path in FILES if path.match("docs/decisions/0*.md")
    }
    found = []
    for path in FILES:
        if path == Path(__file__) or not path.exists() or path.suffix not in READ:
            continue
        text = path.read_text(encoding="utf-8")
        found += [f"{shown(path)}: {match.group()}" for match in elsewhere.finditer(text)]
        found += [f"{shown(path)}: {name} is not here" for name in set(here.findall(text)) - kept]
    assert found == []


def test_tests_that_run_on_one_database_know_no_model():
    """`make test` leaves them out on PostgreSQL."""
    alone = [
        path
        for path in CODE
        if path.is_relative_to(ROOT / "tests/lib") or path.is_relative_to(ROOT / "tests/scripts")
    ]
    asking = re.compile(r"django_db|transactional_db|\.models\b|tests\.factories|import factories|make\.")
    assert [shown(path) for path in alone if asking.search(path.read_text(encoding="utf-8"))] == []
    assert alone


# What has a state and is no workflow, and the modules that write it. Why each: docs/decisions/0001.
STATES_OF_THEIR_OWN = {
    "awards.agendaitem.poll": {"awards/council/casting.py"},
    "awards.certificate.status": {"awards/certificates/register.py", "awards/decisions/revoking.py"},
    "criteria.onestoprecord.state": set(),
    "criteria.registerimport.state": {"criteria/registers/discarding.py", "criteria/registers/importing.py"},
    "office.job.state": {"phuong6/office/jobs/__init__.py"},
    "office.scanpage.state": {"phuong6/office/scans/sorting.py"},
}
STATE_NAMES = {"status", "state", "poll"}
ENGINE = "phuong6/office/workflow.py"


def test_what_has_a_state_is_a_workflow_or_named_here_and_in_the_decision():
    of_workflows = {tuple(flow.states.choices) for flow in every_workflow()}
    kept = {
        f"{model._meta.label_lower}.{field.name}": tuple(field.choices) in of_workflows
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"phuong6", "campaigns", "criteria", "dossiers", "awards"}
        for field in model._meta.get_fields()
        if getattr(field, "choices", None)
        and (field.name in STATE_NAMES or tuple(field.choices) in of_workflows)
    }
    assert {name for name, moves in kept.items() if not moves} == set(STATES_OF_THEIR_OWN)
    assert sum(kept.values()) == len(of_workflows)
    assert all(name.endswith(".status") for name, moves in kept.items() if moves)  # which `perform` writes
    decision = (ROOT / "docs/decisions/0001-own-workflow-table.md").read_text(encoding="utf-8")
    for name in STATES_OF_THEIR_OWN:
        _, model, field = name.split(".")
        assert f"`{apps.get_model(name.rpartition('.')[0]).__name__}.{field}`" in decision, model


def written(path: Path) -> set[str]:
    """Which of the states' names this file assigns, by attribute or by a queryset's update."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"update", "update_or_create"}:
            found |= {each.arg for each in node.keywords}
    return found & STATE_NAMES


def test_every_test_that_asks_the_database_runs_on_both_but_for_those_named_here(request):
    pictures = {"test_of_200_signed_pages_of_20_dossiers_99_in_100_find_their_paper_and_none_a_wrong_one"}
    asking = [item for item in request.session.items if asks_the_database(item)]
    assert {item.originalname for item in asking if not item.get_closest_marker("database")} <= pictures


def test_only_the_engine_writes_a_status():
    """`perform` is the only writer of a workflow's status; what has a state of its own is written in its own module."""
    writers = {(shown(path), name) for path in PRODUCT for name in written(path) if shown(path) != ENGINE}
    own = {(path, name.rpartition(".")[2]) for name, paths in STATES_OF_THEIR_OWN.items() for path in paths}
    assert writers == own


def test_pages_tell_every_refusal_by_the_same_door():
    """`refusals_to` of phuong6.office.doors: where the sentences stand, and that what was typed stays."""
    pages = [
        path
        for path in PRODUCT
        if "views" in path.stem or path.stem == "pages" or {"views", "pages", "desk"} & set(path.parts)
    ]
    assert [shown(path) for path in pages if re.search(r"except\b.*\bRefused\b", path.read_text())] == []
    assert pages
