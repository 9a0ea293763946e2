#!/usr/bin/env bash
# Run a command with DATABASE_URL naming a PostgreSQL for tests: the one that lets user postgres in at
# 127.0.0.1:5432, or else a server of our own in a temporary folder, stopped and removed afterwards.
#   with_postgres.sh COMMAND ...
#   with_postgres.sh --listening     only tell whether anything listens on 127.0.0.1:5432
set -euo pipefail

if [[ ${1:?a command} == --listening ]]; then
    (exec 3<>/dev/tcp/127.0.0.1/5432) 2>/dev/null
    exit
fi

lets_us_in() {
    "$(dirname "$0")/../.venv/bin/python" - "$1" 2>/dev/null <<'PYTHON'
import sys
import psycopg
psycopg.connect(sys.argv[1], connect_timeout=5).close()
PYTHON
}

export DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres
if lets_us_in "$DATABASE_URL"; then
    exec "$@"
fi

# A server with its own rules may hold 5432 (Debian starts one when the package is installed); pg_virtualenv,
# which comes with it, takes the next free port.
if ! command -v pg_virtualenv >/dev/null || ! compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null; then
    echo "PostgreSQL is not installed: sudo apt-get install -y --no-install-recommends postgresql" >&2
    exit 1
fi
# Test data is thrown away, so nothing has to survive a power cut; fsync is off by itself. What pg_virtualenv
# says would stand behind the last line of the command, so it goes nowhere; its errors are seen.
pg_virtualenv -t -c --socketdir=/tmp -i '--auth=trust --locale=C.UTF-8 -E UTF8' \
    -o ssl=off -o synchronous_commit=off -o full_page_writes=off \
    bash -c 'DATABASE_URL=postgres://$PGUSER@127.0.0.1:$PGPORT/postgres exec "$@" >&3' - "$@" 3>&1 >/dev/null
