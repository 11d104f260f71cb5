#!/bin/sh
# The checks that run no test: style, types, who may import whom, migrations.
set -eu
cd "$(dirname "$0")/.."
. scripts/steps.sh

scripts/venv.sh requirements-dev.txt
bin=.venv/bin
export DEBUG=1

step "ruff check" $bin/ruff check .
step "ruff format" $bin/ruff format --check .
# shellcheck disable=SC2046 # template names hold no spaces
step "djade" $bin/djade --target-version 5.2 --check $(find templates -name '*.html')
step "mypy" $bin/mypy assessments devops_survey scripts manage.py
step "import contracts" $bin/lint-imports --no-logo
step "system checks" $bin/python manage.py check --fail-level WARNING
step "migrations match the models" $bin/python manage.py makemigrations --check --dry-run
