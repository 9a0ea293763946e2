#!/usr/bin/env bash
# Measure side by side, on SQLite and on PostgreSQL; print a table and write bench/results.json.
# Arguments choose modules of bench/: scripts/bench.sh imports progress
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh bench
scripts/with_postgres.sh .venv/bin/python -m bench.run "$@"
