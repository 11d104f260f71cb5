#!/bin/sh
# Print a Python 3.11 or newer that really runs: $PYTHON if set, else the base if it is there.
# Version managers leave a `python3.13` on the PATH that only says "not installed", so each
# candidate is started once before it is believed.
set -eu

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    if new_enough "$PYTHON"; then
        echo "$PYTHON"
        exit 0
    fi
    echo "PYTHON=$PYTHON does not run, or is older than 3.11." >&2
    exit 1
fi

# 3.11 is the base; test-newest.sh looks for the newest.
for candidate in python3.11 python3.12 python3.13 python3; do
    if new_enough "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

echo "Python 3.11 or newer is needed and was not found." >&2
echo "Debian: sudo apt-get install python3 python3-venv    macOS: brew install python@3.13" >&2
echo "Or name one: make run PYTHON=/path/to/python3" >&2
exit 1
