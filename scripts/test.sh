#!/usr/bin/env bash
# Run every test against SQLite and then, but for those that ask no database, against PostgreSQL; fail if either failed.
# Arguments go to pytest: scripts/test.sh tests/dossiers -k deadline
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh test

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Tests neither read nor write the data of this installation, whatever .env says.
export DATA_DIR=$folder/data SECRET_KEY=only-for-tests DEBUG=0
mkdir "$DATA_DIR"
# phuong6/lib knows no model and scripts/ starts no Django: their tests run once.
asks_none=(--ignore=tests/lib --ignore=tests/scripts)
(($#)) && asks_none=()
run=(.venv/bin/python -m pytest --numprocesses "${TEST_PROCESSES:-2}" "$@")

status=0
echo "== SQLite"
DATABASE_URL=sqlite:///$DATA_DIR/phuong6.sqlite3 "${run[@]}" | tee "$folder/sqlite" || status=1
echo "== PostgreSQL"
scripts/with_postgres.sh "${run[@]}" "${asks_none[@]}" | tee "$folder/postgresql" || status=1

echo
for database in sqlite postgresql; do
    printf '%-11s %s\n' "$database" "$(tail -n 1 "$folder/$database")"
done
exit "$status"
