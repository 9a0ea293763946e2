"""Draw the workflows from their tables: docs/workflow.md and the picture in README.md, compared by `make check`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dossiers.workflow import DOSSIER
from phuong6.office.models import Audience
from phuong6.office.workflow import Workflow, every_workflow

FILE = settings.BASE_DIR / "docs" / "workflow.md"
README = settings.BASE_DIR / "README.md"
BEGIN, END = "<!-- workflow: drawn by `make workflow` -->", "<!-- end of workflow -->"
HEAD = """# Workflows

Every workflow there is, drawn from the tables of each room by `make workflow`; `make check` fails when this file is stale. A move marked *inner* has no button on its row's page: another move makes it, or a page of its own.
"""


def diagram(flow: Workflow) -> str:
    """A Mermaid state diagram of one table."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in flow.states]
    lines.append(f"    [*] --> {flow.states.values[0]}")
    for step in flow.steps.values():
        for source in sorted(step.sources, key=flow.states.values.index):
            lines.append(f"    {source} --> {step.target or source}: {step.button}")
    return "\n".join([*lines, "```"])


def table(flow: Workflow) -> str:
    """Move by move: button, from, to, who, reason."""
    rows = ["| move | button | from | to | who | reason | unit sees it |", "|---|---|---|---|---|---|---|"]
    for step in flow.steps.values():
        sources = ", ".join(f"`{each}`" for each in sorted(step.sources, key=flow.states.values.index))
        name = f"`{step.move}`" + (" *(inner)*" if step.inner else "")
        target = f"`{step.target}`" if step.target else "stays"
        needs = "needed" if step.needs_note else ""
        seen = "yes" if step.audience == Audience.UNIT else "no"
        rows.append(
            f"| {name} | {step.button} | {sources} | {target} | `{step.who.__name__}` | {needs} | {seen} |"
        )
    return "\n".join(rows)


def page() -> str:
    """The whole file."""
    parts = [HEAD]
    for flow in every_workflow():
        parts += [f"## {flow.title} (`{flow.name}`)\n", diagram(flow) + "\n", table(flow) + "\n"]
    return "\n".join(parts)


def readme(present: str) -> str:
    """The README with the dossier's picture between its two marks. Raises CommandError without the marks."""
    before, begin, rest = present.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise CommandError(f"README.md lacks the marks {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n{diagram(DOSSIER)}\n{END}{after}"


def is_same(path, drawn: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == drawn


class Command(BaseCommand):
    help = "Vẽ các quy trình vào docs/workflow.md và README.md; --check chỉ so sánh."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Báo lỗi nếu tệp đã cũ.")

    def handle(self, *args, check: bool, **options):
        drawn = {FILE: page(), README: readme(README.read_text(encoding="utf-8"))}
        stale = [path for path, text in drawn.items() if not is_same(path, text)]
        if stale and check:
            names = ", ".join(str(path.relative_to(settings.BASE_DIR)) for path in stale)
            raise CommandError(f"Stale: {names}. Run `make workflow`.")
        for path in stale:
            path.write_text(drawn[path], encoding="utf-8")
