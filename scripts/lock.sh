#!/bin/sh
# Resolve pyproject.toml to exact, hashed versions that install on Python 3.11 to 3.13, on any
# platform. UPGRADE=1 takes newer versions where the ranges allow them.
set -eu
cd "$(dirname "$0")/.."

[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv

compile() {
    .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" --quiet ${UPGRADE:+--upgrade} "$@" >/dev/null
}

compile --output-file requirements.txt
compile --output-file requirements-dev.txt --group dev --constraint requirements.txt
