#!/usr/bin/env bash
# Run a command with DATABASE_URL naming a PostgreSQL for tests: the one that lets user postgres in at
# 127.0.0.1:5432, or else a server of our own in a temporary folder, stopped and removed afterwards.
#   with_postgres.sh COMMAND ...
#   with_postgres.sh --listening     only tell whether anything listens on 127.0.0.1:5432
set -euo pipefail

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
if [[ ${1:?a command} == --listening ]]; then
    listening 5432
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

# A server with its own rules may hold 5432 (Debian starts one when the package is installed).
port=5432
while listening "$port"; do port=$((port + 1)); done

# Debian keeps the server's programs off the PATH.
bin=$(dirname "$(command -v pg_ctl || find /usr/lib/postgresql -name pg_ctl 2>/dev/null | sort -V | tail -n 1)")
if [[ ! -x $bin/initdb ]]; then
    echo "PostgreSQL is not installed: sudo apt-get install -y --no-install-recommends postgresql" >&2
    exit 1
fi
folder=$(mktemp -d /tmp/phuong6-postgres.XXXXXX)
as_owner=()
if ((EUID == 0)); then # PostgreSQL refuses to run as root
    chown postgres "$folder"
    as_owner=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
stop() {
    (cd / && "${as_owner[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# Test data is thrown away, so nothing has to survive a power cut: no fsync.
(
    cd /
    "${as_owner[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    "${as_owner[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start -o \
        "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder \
         -c fsync=off -c synchronous_commit=off -c full_page_writes=off" >/dev/null
) || {
    cat "$folder/log" >&2
    exit 1
}
export DATABASE_URL=postgres://postgres@127.0.0.1:$port/postgres
"$@"
