#!/usr/bin/env bash
# Install what a bare Debian lacks: system packages, a virtual environment in .venv, the locked libraries.
#   install.sh run     what serving needs
#   install.sh check   and the linters
#   install.sh test    and the browser, PDF tools and PostgreSQL of the tests
#   install.sh bench   the libraries and the browser measured beside ours, and PostgreSQL to measure on
# A second call finds everything in place and takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin # dpkg looks there for ldconfig

purpose=${1:?run, check, test or bench}
# Libraries and typefaces of WeasyPrint; without libharfbuzz-subset0 it embeds whole fonts slowly.
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 fonts-croscore)
lock=requirements-dev.lock
case $purpose in
run) lock=requirements.lock ;;
check) ;;
bench)
    packages+=(chromium)
    scripts/with_postgres.sh --listening || packages+=(postgresql)
    ;;
test)
    packages+=(chromium poppler-utils zbar-tools libreoffice-writer-nogui)
    scripts/with_postgres.sh --listening || packages+=(postgresql)
    ;;
*)
    echo "install.sh: run, check, test or bench, not '$purpose'" >&2
    exit 2
    ;;
esac

venv_works() {
    .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The first interpreter that is new enough and can make a virtual environment. `python3` comes first
# because Debian's python3-venv belongs to it; PYTHON= names another one.
find_python() {
    local name
    for name in ${PYTHON:-python3 /usr/bin/python3 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

venv_works || find_python >/dev/null || packages+=(python3-venv)

if command -v dpkg-query >/dev/null; then
    missing=()
    for package in "${packages[@]}"; do
        status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
        [[ $status == installed ]] || missing+=("$package")
    done
    if ((${#missing[@]})); then
        if ((EUID)); then
            echo "Thiếu gói hệ thống. Hãy chạy dòng sau, rồi chạy lại lệnh vừa rồi." >&2
            echo "System packages are missing. Run this line, then the same command again:" >&2
            echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
            exit 1
        fi
        echo "Cài gói hệ thống / Installing system packages: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq -o DPkg::Lock::Timeout=300 update || true # a broken extra source need not matter
        apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null
    fi
else
    echo "Not a Debian system: make sure these are there under their local names: ${packages[*]}" >&2
fi

if ! venv_works; then
    python=$(find_python) || {
        echo "Cần Python 3.11 trở lên kèm mô-đun venv / Python 3.11 or newer with venv is needed (PYTHON= names it)." >&2
        exit 1
    }
    "$python" -m venv --clear .venv
fi

if ! cmp -s "$lock" ".venv/$lock"; then
    echo "Cài thư viện Python / Installing Python libraries ($lock) ..."
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r "$lock"
    cp requirements.lock .venv/ # the development lock contains it
    cp "$lock" .venv/
fi
