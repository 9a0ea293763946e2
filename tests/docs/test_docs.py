"""What the documents say is so."""

import ast
import re
import tomllib
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.utils.module_loading import import_string

from dossiers.workflow import DOSSIER
from phuong6.office.workflow import Workflow, every_workflow
from phuong6.site.management.commands import draw_workflow
from phuong6.site.scenes import first_accounts

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
README = TEXTS["README.md"]
MAKE_COMMANDS = set(
    re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
LARGEST_PICTURE = 250 * 1000  # bytes


def anchor(heading: str) -> str:
    """The anchor GitHub gives a heading."""
    bare = re.sub(r"[`*\[\]]", "", heading.strip().lower())
    return re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_somewhere(name):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXTS[name]):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, mark = unquote(target).partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        if not path.exists() or (
            mark and mark not in map(anchor, re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE))
        ):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_make_command_named_exists(name):
    calls = re.findall(r"^(?:sudo -u \w+ )?`?make ([a-z]+(?: [a-z]+)*)", in_code(TEXTS[name]), re.MULTILINE)
    named = {word for call in calls for word in call.split()}
    assert named - MAKE_COMMANDS == set()


@pytest.mark.parametrize("name", TEXTS)
def test_every_management_command_named_exists(name):
    named = set(re.findall(r"manage\.py ([a-z_]+)", TEXTS[name]))
    assert named - set(get_commands()) == set()


def in_code(text: str) -> str:
    """Code spans and blocks only: in prose "make" is an ordinary verb."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def test_the_readme_explains_every_make_command():
    explained = set(re.findall(r"\| `make ([a-z]+)", README)) | {"help"}
    assert explained == MAKE_COMMANDS


def test_the_readme_names_the_sample_accounts_and_their_password():
    table = README.partition("## Sample accounts")[2].partition("\n## ")[0]
    assert f"`{first_accounts.SAMPLE_PASSWORD}`" in table
    rows = "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", rows)) == set(first_accounts.SAMPLE_TASKS)


def test_the_readme_opens_in_vietnamese_and_shows_pictures_that_load_fast():
    assert "**Tiếng Việt.**" in README.split("\n\n")[1]
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert len(pictures) >= 2
    for text, path in pictures:
        assert len(text) > 20, path  # said in words to those who cannot see it
        assert (ROOT / path).stat().st_size < LARGEST_PICTURE, path


def test_every_picture_kept_is_shown():
    shown = {
        Path(path).name for text in TEXTS.values() for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    }
    kept = {path.name for path in (ROOT / "docs" / "pictures").rglob("*") if path.is_file()}
    assert kept == shown


def test_the_workflow_pictures_are_those_of_the_tables():
    call_command("draw_workflow", "--check")


def test_every_workflow_of_the_code_is_drawn():
    made = {
        node.args[0].value if node.args else ""
        for path in ROOT.rglob("*.py")
        if not {".venv", "tests", "migrations"} & set(path.relative_to(ROOT).parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Workflow"
    }
    assert set(re.findall(r"^## .* \(`(.+)`\)$", TEXTS["docs/workflow.md"], re.MULTILINE)) == made
    assert {flow.name for flow in every_workflow()} == made


def test_a_workflow_does_not_take_the_name_of_another():
    with pytest.raises(ValueError, match="dossier"):
        Workflow("dossier", "Hồ sơ", DOSSIER.states, [])


def test_an_old_picture_in_the_readme_is_noticed(tmp_path, monkeypatch):
    old = tmp_path / "README.md"
    old.write_text(README.replace("Nộp hồ sơ", "Gửi hồ sơ", 1), encoding="utf-8")
    monkeypatch.setattr(draw_workflow, "README", old)
    monkeypatch.setattr(draw_workflow.settings, "BASE_DIR", tmp_path)
    with pytest.raises(CommandError, match="README"):
        call_command("draw_workflow", "--check")


def test_a_readme_without_the_marks_is_refused():
    with pytest.raises(CommandError, match="marks"):
        draw_workflow.readme("no picture here")


def test_version_and_changelog_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"^## (\S+)", TEXTS["CHANGELOG.md"], re.MULTILINE)[1]
    assert project["version"] == newest


def test_every_version_has_its_day_and_tells_how_to_upgrade():
    versions = re.split(r"^## ", TEXTS["CHANGELOG.md"], flags=re.MULTILINE)[1:]
    found = [
        re.match(r"(\d+)\.(\d+)\.(\d+) \((\d{4}-\d\d-\d\d)\)\n\n\*\*Upgrading\.\*\* \S", each)
        for each in versions
    ]
    assert all(found)
    numbers = [tuple(map(int, each.groups()[:3])) for each in found]
    days = [date.fromisoformat(each[4]) for each in found]
    assert numbers == sorted(numbers, reverse=True)
    assert days == sorted(days, reverse=True)


def variables_of(table_after: str) -> set[str]:
    """First column of the first table after these words in docs/operation.md."""
    rest = TEXTS["docs/operation.md"].partition(table_after)[2]
    table = re.search(r"(?:^\|.*\n)+", rest, re.MULTILINE)[0]
    return set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))


def test_operation_lists_exactly_the_variables_the_settings_read():
    source = (ROOT / "phuong6" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', source))
    assert read
    assert variables_of("## 8. Environment variables") == read


def test_operation_lists_exactly_the_variables_the_first_administrator_is_made_of():
    source = (ROOT / "phuong6" / "site" / "scenes" / "first_accounts.py").read_text(encoding="utf-8")
    assert variables_of("Only for `make setup SAMPLE=0`") == set(re.findall(r'"(ADMIN_\w+)"', source))


def test_operation_lists_the_variables_of_make():
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("*.sh"))
    for name in variables_of("Only for `make`:"):
        assert f"${{{name}" in scripts, name


def test_identifiers_in_the_glossary_and_of_the_papers_exist():
    found = re.findall(
        r"`((?:phuong6|campaigns|criteria|dossiers|awards|office)(?:\.\w+)+)`", "\n".join(TEXTS.values())
    )
    missing = [name for name in sorted(set(found)) if not exists(name)]
    assert missing == []


def exists(name: str) -> bool:
    """A module, a module's name, or a model named app.Model."""
    parts = name.split(".")
    if parts[0] == "office":
        parts = ["phuong6", *parts]
    if (ROOT.joinpath(*parts)).exists() or ROOT.joinpath(*parts[:-1], f"{parts[-1]}.py").exists():
        return True
    for module in (parts[:-1], [*parts[:-1], "models"]):
        try:
            import_string(".".join([*module, parts[-1]]))
        except ImportError:
            continue
        return True
    return False


def test_every_decision_is_listed_and_starts_from_its_problem():
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("0*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    index = (folder / "README.md").read_text(encoding="utf-8")
    for name in files:
        text = (folder / name).read_text(encoding="utf-8")
        assert f"({name})" in index
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == [
            "Problem",
            "Decision",
            "Consequences",
        ], name


def test_every_decision_has_its_date_its_status_and_what_was_refused():
    head = re.compile(
        r"# (?P<number>\d+)\. .+\n\n"
        r"- Date: (?P<date>\d{4}-\d\d-\d\d)\n"
        r"- Status: (?:in force\b|replaced by \[decision \d+\])(?:.*\n)+?"
        r"- Refused: (?P<refused>.+(?:\n  .+)*)\n\n"
        r"\*\*Problem\.\*\*"
    )
    dates = []
    for path in sorted((ROOT / "docs" / "decisions").glob("0*.md")):
        found = head.match(path.read_text(encoding="utf-8"))
        assert found, path.name
        assert int(found["number"]) == int(path.name[:4])
        assert ": " in found["refused"], path.name  # with its reason
        dates.append(date.fromisoformat(found["date"]))
    assert dates == sorted(dates)


def test_the_workflow_page_holds_every_move():
    page = TEXTS["docs/workflow.md"]
    for flow in every_workflow():
        for move in flow.steps:
            assert f"| `{move}`" in page, move
