"""Run the modules of bench/ and show what they measured: a table, and bench/results.json.

Each module has `rows() -> list[Row]`, and may have `DATABASES`, the databases it is measured on (default: SQLite
alone, for what does not depend on it). Every module runs in a process of its own for each database, on a fresh,
migrated database and an empty folder, so that no figure of time or memory owes anything to another.

    scripts/bench.sh                   all of them
    scripts/bench.sh imports progress  these
"""

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_MEASURED = {"__init__", "measure", "run"}
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def known() -> list[str]:
    """The modules that measure something."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_MEASURED)


def databases_of(name: str) -> tuple[str, ...]:
    return getattr(importlib.import_module(f"bench.{name}"), "DATABASES", (SQLITE,))


def measured_here(name: str) -> list[dict]:
    """The rows of one module, on a database made for it and thrown away."""
    from django.db import connection  # noqa: PLC0415 - only now is Django set up
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415

    rows = importlib.import_module(f"bench.{name}").rows
    setup_test_environment(debug=False)
    usual = connection.settings_dict["NAME"]
    # A file, not memory, for SQLite; a name nobody else's measurement has, for PostgreSQL.
    own = (
        Path(os.environ["DATA_DIR"]) / "bench.sqlite3"
        if connection.vendor == "sqlite"
        else f"bench_{os.getpid()}"
    )
    connection.settings_dict["TEST"]["NAME"] = str(own)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return [asdict(each) for each in rows()]
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
        teardown_test_environment()


def measured_apart(name: str, database: str, postgresql: str) -> list[dict]:
    """The same in a process of its own. Raises SystemExit when the module fails."""
    with tempfile.TemporaryDirectory() as folder:
        address = postgresql if database == POSTGRESQL else f"sqlite:///{folder}/phuong6.sqlite3"
        (Path(folder) / "static").mkdir()  # the web server warns when there is none
        surroundings = {"DATA_DIR": folder, "SECRET_KEY": "only-for-measuring", "DEBUG": "0"}
        out = Path(folder) / "rows.json"
        done = subprocess.run(
            [sys.executable, "-m", "bench.run", "--here", str(out), name],
            cwd=HERE.parent,
            env=os.environ | surroundings | {"DATABASE_URL": address},
            check=False,
        )
        if done.returncode:
            sys.exit(f"bench/{name}.py failed on {database}.")
        return [each | {"module": name, "database": database} for each in json.loads(out.read_text("utf-8"))]


def table(found: list[dict]) -> str:
    """The rows as text, columns aligned."""
    lines = [("measured", "database", "seconds", "ratio", "note")]
    for each in found:
        ratio = "" if each["ratio"] is None else f"{each['ratio']:.2f} ×"
        lines.append((each["name"], each["database"], f"{each['seconds']:.3f}", ratio, each["note"]))
    name, database, seconds, ratio, _ = (max(map(len, column)) for column in zip(*lines, strict=True))
    shown = (f"{a:{name}}  {b:{database}}  {c:>{seconds}}  {d:>{ratio}}  {e}" for a, b, c, d, e in lines)
    return "\n".join(line.rstrip() for line in shown)


def keep(found: list[dict]) -> None:
    """Write results.json: when, on what, and every row. Only the modules measured now are replaced."""
    path = HERE / "results.json"
    earlier = json.loads(path.read_text("utf-8"))["rows"] if path.exists() else []
    fresh = {each["module"] for each in found}
    kept = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(each, 1) for each in os.getloadavg()],
        "rows": [each for each in earlier if each["module"] not in fresh] + found,
    }
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench.sh", description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="module", help=f"one of: {', '.join(known())}")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if unknown := set(given.modules) - set(known()):
        parser.error(f"no such module: {', '.join(sorted(unknown))}; there are: {', '.join(known())}")

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phuong6.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-measuring")
    import django  # noqa: PLC0415 - settings are read here, from the surroundings chosen above

    django.setup()
    if given.here:
        given.here.write_text(json.dumps(measured_here(given.modules[0])), encoding="utf-8")
        return
    postgresql = os.environ["DATABASE_URL"]
    found = []
    for name in given.modules or known():
        for database in databases_of(name):
            print(f"{name} on {database} ...", file=sys.stderr, flush=True)
            found += measured_apart(name, database, postgresql)
    print(table(found))
    keep(found)


if __name__ == "__main__":
    main()
