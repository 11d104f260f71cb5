#!/bin/sh
# Print the folder that holds initdb and postgres: $PG_BIN if set, else the newest found.
# With --install, as root on Debian, PostgreSQL is installed first if it is missing.
set -eu
cd "$(dirname "$0")/.."

find_bin() {
    for folder in "${PG_BIN:-}" \
        "$(pg_config --bindir 2>/dev/null || true)" \
        $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5,5nr) \
        $(ls -d /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin 2>/dev/null | sort -r) \
        /Applications/Postgres.app/Contents/Versions/latest/bin; do
        if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

find_bin && exit 0
if [ "${1:-}" = --install ]; then
    # Debian's package would start a server of its own at once; this keeps it from that.
    no_cluster=/etc/postgresql-common/createcluster.d/devops-survey.conf
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        mkdir -p "${no_cluster%/*}"
        echo "create_main_cluster = false" >"$no_cluster"
        scripts/apt-install.sh postgresql >&2 || true
        rm -f "$no_cluster"
    fi
    find_bin && exit 0
fi
echo "The tests need PostgreSQL's server programs (initdb, postgres), and none were found." >&2
echo "Debian: sudo apt-get install postgresql    macOS: brew install postgresql@17" >&2
echo "Or name their folder: PG_BIN=/path/to/bin make test" >&2
exit 1
