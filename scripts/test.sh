#!/bin/sh
# What `make test` does, and therefore CI. Each step prints its time; the first that fails ends it.
set -eu
cd "$(dirname "$0")/.."
. scripts/steps.sh
started=$(date +%s)

# Tests keep out of the developer's data, and a database named in the shell is not theirs.
DATA_DIR=$(mktemp -d "${TMPDIR:-/tmp}/survey-test.XXXXXX")
trap 'rm -rf "$DATA_DIR"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
export DATA_DIR DEBUG=1
unset DATABASE_URL

pytest=".venv/bin/python -m pytest --quiet -n 2"
flows=$(ls -d tests/models tests/actions tests/pages tests/api 2>/dev/null || true)

step "environment" scripts/venv.sh requirements-dev.txt
step "browser" scripts/chromium.sh --install
step "PostgreSQL" scripts/postgres-bin.sh --install
scripts/lint.sh
step "tests on SQLite" $pytest -m "not long" --ignore=tests/journeys --ignore=tests/bench tests
step "flows on PostgreSQL" env HYPOTHESIS_PROFILE=brief \
    scripts/with-postgres.sh $pytest -m "not long and not once" $flows
step "newest Python and Django" scripts/test-newest.sh
CHROMIUM=$(scripts/chromium.sh)
export CHROMIUM

# Last, and with nothing printed after it: pytest's closing line is what tells that tests ran.
echo
echo "== so far: $(($(date +%s) - started)) s; now the browser journeys"
$pytest -m "not long" tests/journeys
