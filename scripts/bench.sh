#!/bin/sh
# What `make bench` does: measure in one run ours, a minimal view, bare SQL and, in an environment
# of its own, the package that a Django user would take instead. Databases are thrown away.
set -eu
cd "$(dirname "$0")/.."
unset DATABASE_URL

scripts/venv.sh requirements-dev.txt

peer=.venv-bench
wanted="django-survey-and-report==1.5 django==5.2.* $(sed -n 's/^\(gunicorn==[^ ]*\).*/\1/p' requirements.txt)"
if ! echo "$wanted" | cmp -s - "$peer/wanted.txt"; then
    rm -rf "$peer"
    "$(scripts/python.sh)" -m venv "$peer"
    # shellcheck disable=SC2086 # one word a package
    if "$peer/bin/python" -m pip install --quiet --disable-pip-version-check $wanted; then
        echo "$wanted" >"$peer/wanted.txt"
    else
        rm -rf "$peer"
        echo "django-survey-and-report could not be installed and is left out." >&2
    fi
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/survey-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

postgres=
if scripts/postgres-bin.sh >/dev/null 2>&1; then postgres=scripts/with-postgres.sh; fi
$postgres .venv/bin/python tests/bench/run.py "$folder"
