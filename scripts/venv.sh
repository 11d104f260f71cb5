#!/bin/sh
# venv.sh LOCK: make .venv and install LOCK into it, hashes checked, unless that was done before.
# The development lock holds everything that the run-time lock holds, so it satisfies both.
set -eu
cd "$(dirname "$0")/.."

lock=$1
venv=.venv

if [ -d "$venv" ] && ! "$venv/bin/python" -c 'import pip' >/dev/null 2>&1; then
    echo "$venv does not run any more (its Python is gone); making it anew."
    rm -rf "$venv"
fi

if [ ! -d "$venv" ]; then
    python=$(scripts/python.sh)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "This Python cannot make virtual environments yet." >&2
        echo "Debian: sudo apt-get install python$version-venv (or python3-venv)" >&2
        exit 1
    fi
    echo "Making $venv with $("$python" --version)."
    "$python" -m venv "$venv"
fi

if ! cmp -s "$lock" "$venv/$lock.installed"; then
    echo "Installing $lock (only when it changed)."
    rm -f "$venv"/*.installed
    # The lock is whole, so nothing is left to resolve; compiling what is never imported (most of
    # plotly) would take longer than everything else.
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --no-deps --no-compile --requirement "$lock"
    cp requirements.txt "$venv/requirements.txt.installed"
    cp "$lock" "$venv/$lock.installed"
fi
