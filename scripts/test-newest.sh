#!/bin/sh
# The same tests on Python 3.13 with the newest Django, where that Python is on the machine:
# an early word about what the next long-term release will break.
set -eu
cd "$(dirname "$0")/.."

venv=.venv-313
wanted=$venv/wanted.txt

find_python() {
    for candidate in python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3.13; do
        if "$candidate" -c 'import ensurepip, venv, sqlite3, sys; assert sys.version_info[:2] == (3, 13)' \
            >/dev/null 2>&1; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# The locked versions of everything but Django, without hashes: a free version cannot have one.
unpinned() { sed -n -e 's/ *\\$//' -e '/^django==/d' -e '/^[a-z0-9].*==/p' requirements-dev.txt; }

if ! python=$(find_python); then
    echo "Skipped: no Python 3.13 on this machine."
    exit 0
fi
if ! unpinned | cmp -s - "$wanted"; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
    unpinned >"$wanted.new"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile \
        --requirement "$wanted.new" "django>=6"
    mv "$wanted.new" "$wanted"
fi
echo "Python $("$venv/bin/python" -c 'import django, platform; print(platform.python_version(), "and Django", django.__version__)')"

# Left out: what is told by `once`, and the attacks, races and kills, which are about what is shown
# and about the database, and cost most of the time.
# Deprecations of a Django that is not our base are shown in the summary, not failures.
HYPOTHESIS_PROFILE=brief "$venv/bin/python" -m pytest --quiet -n 2 -m "not long and not once" \
    -W default::DeprecationWarning -W default::PendingDeprecationWarning \
    --ignore=tests/journeys --ignore=tests/bench --ignore=tests/architecture \
    --ignore=tests/attacks \
    --deselect=tests/actions/test_exactly_once.py \
    --deselect=tests/actions/test_interrupted_release.py \
    --deselect=tests/actions/test_linkage_at_rest.py \
    --deselect=tests/actions/test_one_row_over_http.py \
    --deselect=tests/actions/test_survives_kills.py \
    --deselect=tests/actions/test_two_editors_race.py tests
