#!/usr/bin/env bash
# Make the application ready to serve: libraries, key, database, the plan's data. Safe to repeat: an existing
# database is brought up to date, what people entered or edited stays.
#   SAMPLE=1 (default) adds the marked sample campaign, SAMPLE=0 makes a clean ward
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh run
.venv/bin/python scripts/secret_key.py
echo "Chuẩn bị cơ sở dữ liệu / Preparing the database ..."
.venv/bin/python manage.py migrate --no-input --verbosity 0
case ${SAMPLE:-1} in
0) .venv/bin/python manage.py setup_ward --clean ;;
1) .venv/bin/python manage.py setup_ward --sample ;;
*)
    echo "SAMPLE phải là 0 hoặc 1 / SAMPLE must be 0 or 1, not '$SAMPLE'" >&2
    exit 2
    ;;
esac
