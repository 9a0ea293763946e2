#!/usr/bin/env bash
# Run every check, name those that failed, and exit once.
set -uo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh check || exit 1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Checks look at the code, not at the data of this installation, whatever .env says.
export DATA_DIR=$folder SECRET_KEY=only-for-checks DEBUG=0 DATABASE_URL=sqlite:///$folder/phuong6.sqlite3

failed=()
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        failed+=("$name")
        printf 'FAILED  %s\n%s\n' "$name" "$output"
    fi
}

bin=.venv/bin
check "ruff: rules" $bin/python -m ruff check --quiet --output-format concise .
check "ruff: format" $bin/python -m ruff format --check --quiet --output-format concise .
mapfile -t templates < <(git ls-files --cached --others --exclude-standard -- '*templates/*.html')
check "djade: templates" $bin/djade --check "${templates[@]}"
check "import-linter: one way" $bin/lint-imports --config rooms.toml --no-logo
check "shell scripts parse" bash -c 'for each; do bash -n "$each" || exit; done' - .ci/run scripts/*.sh findings/*.sh
# By name, wherever they stand: everything that judges, and everything that knows no model.
mapfile -t judging < <(git ls-files --cached --others --exclude-standard -- \
    'phuong6/lib/*.py' '*/rules.py' '*/rules/*.py' '*checks.py' '*/checks/*.py' '*/*workflow.py' ':!tests/*' ':!*/management/*')
check "mypy: lib, rules, checks, workflows" $bin/mypy --no-error-summary "${judging[@]}"
check "locks fit pyproject" $bin/python scripts/check_locks.py
check "Django: system checks" $bin/python manage.py check --fail-level WARNING
check "Django: migrations" $bin/python manage.py makemigrations --check --dry-run
check "workflow pictures" $bin/python manage.py draw_workflow --check

if ((${#failed[@]})); then
    echo "${#failed[@]} of the checks failed: ${failed[*]}"
    exit 1
fi
echo "All checks passed."
