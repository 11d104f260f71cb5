#!/bin/sh
# with-postgres.sh COMMAND...: run COMMAND with DATABASE_URL naming a throw-away PostgreSQL.
# The server listens on a Unix socket in its own folder, so it needs no free port and nobody
# on the network reaches it; it is stopped and removed whatever happens to COMMAND.
set -eu
cd "$(dirname "$0")/.."

bin=$(scripts/postgres-bin.sh)
home=$(mktemp -d "${TMPDIR:-/tmp}/pg.XXXXXX")

# PostgreSQL refuses to run as root: there, an unprivileged user owns and runs it.
as_owner=
if [ "$(id -u)" = 0 ]; then
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    chown "$owner" "$home"
    chmod 711 "$home"
    as_owner="runuser -u $owner --"
fi

remove() {
    status=$?
    trap - EXIT INT TERM HUP
    (cd / && $as_owner "$bin/pg_ctl" --pgdata="$home/data" --mode=immediate --silent stop) >/dev/null 2>&1 || true
    rm -rf "$home"
    exit "$status"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# From / because the owner may not enter this folder.
if ! (
    cd / &&
    $as_owner "$bin/initdb" --pgdata="$home/data" --username=survey --auth=trust \
        --encoding=UTF8 --locale=C --no-sync &&
    # What is thrown away need not survive a power cut: no fsync, for speed.
    $as_owner "$bin/pg_ctl" --pgdata="$home/data" --log="$home/log" --wait --silent start \
        --options="-k '$home' -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200" &&
    $as_owner "$bin/createdb" --host="$home" --username=survey survey
) >"$home.out" 2>&1; then
    echo "The throw-away PostgreSQL did not start:" >&2
    cat "$home.out" "$home/log" >&2 2>/dev/null || true
    rm -f "$home.out"
    exit 1
fi
rm -f "$home.out"

DATABASE_URL="postgres://survey@/$home/survey"
export DATABASE_URL
"$@"
