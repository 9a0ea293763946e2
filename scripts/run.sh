#!/usr/bin/env bash
# Set up what is missing, then serve on this machine: PORT=8000, SAMPLE=1 (see setup.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh run
.venv/bin/python scripts/serve.py --port "${PORT:-8000}" --check-port # before touching the database of a running one
scripts/setup.sh
exec .venv/bin/python scripts/serve.py --port "${PORT:-8000}"
