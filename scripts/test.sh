#!/usr/bin/env bash
# Run every test against SQLite and then those that ask the database against PostgreSQL; fail if either failed.
# Arguments go to pytest: scripts/test.sh tests/dossiers -k deadline
# COVERAGE=1 counts which lines the SQLite half ran and fails below the floor, in percent of all lines.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh test

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Tests neither read nor write the data of this installation, whatever .env says.
export DATA_DIR=$folder/data SECRET_KEY=only-for-tests DEBUG=0
mkdir "$DATA_DIR"
pytest=(pytest --numprocesses "${TEST_PROCESSES:-2}" --durations 10 "$@")
run=(.venv/bin/python -m "${pytest[@]}")
# phuong6/lib knows no model and scripts/ starts no Django: nothing of theirs has to be read for PostgreSQL.
asking=(-m database)
(($#)) || asking+=(--ignore=tests/lib --ignore=tests/scripts)
none_chosen=5 # pytest's exit status when no test was left to run

first=("${run[@]}")
if [[ ${COVERAGE:-} == 1 ]]; then
    # slipcover wraps the import of test modules, so `tests` has to be loaded before --import-mode=importlib is.
    counting=(-m slipcover --json --out "$folder/lines.json")
    first=(.venv/bin/python "${counting[@]}" -m "${pytest[@]}" -p tests
        -W "ignore:Module already imported:pytest.PytestAssertRewriteWarning")
fi

status=0
echo "== SQLite"
DATABASE_URL=sqlite:///$DATA_DIR/phuong6.sqlite3 "${first[@]}" | tee "$folder/sqlite" || status=1
echo "== PostgreSQL"
scripts/with_postgres.sh "${run[@]}" "${asking[@]}" | tee "$folder/postgresql" || (($? == none_chosen)) || status=1

if [[ ${COVERAGE:-} == 1 ]]; then
    # In a call of its own: asked for together with the run, the floor is judged without the second process's lines.
    .venv/bin/python scripts/coverage_floor.py "$folder/lines.json" | tee "$folder/coverage" || status=1
fi

echo
for database in sqlite postgresql; do
    printf '%-11s %s\n' "$database" "$(tail -n 1 "$folder/$database")"
done
exit "$status"
