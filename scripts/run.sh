#!/bin/sh
# What `make run` does: a development server with the shipped content and the demo.
set -eu
cd "$(dirname "$0")/.."

port=${PORT:-8000}
scripts/venv.sh requirements.txt

export DEBUG=1
# The demo has known passwords: it goes into its own file, whatever the shell names
unset DATABASE_URL
# The address above is all that this server has to say
export DJANGO_RUNSERVER_HIDE_WARNING=true
manage() { .venv/bin/python manage.py "$@"; }
manage migrate --verbosity 0
manage load_content
manage seed_demo --if-empty --base-url "http://127.0.0.1:$port"

echo
echo "DevOps Survey: http://127.0.0.1:$port/    (stop with Control-C)"
exec .venv/bin/python manage.py runserver "127.0.0.1:$port" --noreload
