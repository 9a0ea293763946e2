#!/usr/bin/env bash
# Run every test against SQLite and then those that ask the database against PostgreSQL; fail if either failed.
# Arguments go to pytest: scripts/test.sh tests/dossiers -k deadline
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh test

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Tests neither read nor write the data of this installation, whatever .env says.
export DATA_DIR=$folder/data SECRET_KEY=only-for-tests DEBUG=0
mkdir "$DATA_DIR"
run=(.venv/bin/python -m pytest --numprocesses "${TEST_PROCESSES:-2}" --durations 10 "$@")
# phuong6/lib knows no model and scripts/ starts no Django: nothing of theirs has to be read for PostgreSQL.
asking=(-m database)
(($#)) || asking+=(--ignore=tests/lib --ignore=tests/scripts)
none_chosen=5 # pytest's exit status when no test was left to run

status=0
echo "== SQLite"
DATABASE_URL=sqlite:///$DATA_DIR/phuong6.sqlite3 "${run[@]}" | tee "$folder/sqlite" || status=1
echo "== PostgreSQL"
scripts/with_postgres.sh "${run[@]}" "${asking[@]}" | tee "$folder/postgresql" || (($? == none_chosen)) || status=1

echo
for database in sqlite postgresql; do
    printf '%-11s %s\n' "$database" "$(tail -n 1 "$folder/$database")"
done
exit "$status"
