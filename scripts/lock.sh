#!/usr/bin/env bash
# Write both lock files anew from pyproject.toml. UPGRADE=1 also takes the newest versions it allows.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh check

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m venv "$folder" # uv is no dependency of the project
"$folder/bin/pip" install --quiet --disable-pip-version-check uv

# No index lines and no header: the files name no registry and no machine.
options=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet)
[[ -z ${UPGRADE:-} ]] || options+=(--upgrade)
"$folder/bin/uv" pip compile "${options[@]}" pyproject.toml -o requirements.lock
"$folder/bin/uv" pip compile "${options[@]}" --group dev pyproject.toml -o requirements-dev.lock
