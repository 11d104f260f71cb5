"""What deleted rows leave behind in the database's files, and how it goes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import OperationalError, connection

if TYPE_CHECKING:
    from django.db.models import Model

# As long as a writer waits for SQLite's lock (see the settings)
PATIENCE_SECONDS = 30
PAUSE_SECONDS = 0.05
READ_MEANWHILE = "The database is being read and could not be cleared."
OLDER_SNAPSHOTS = """
    SELECT FROM pg_stat_activity WHERE (datname = current_database() OR datname IS NULL)
        AND greatest(age(backend_xmin), age(backend_xid)) > age(%(now)s::xid)
    UNION ALL SELECT FROM pg_prepared_xacts WHERE age(transaction) > age(%(now)s::xid)
    UNION ALL SELECT FROM pg_replication_slots WHERE age(xmin) > age(%(now)s::xid)
"""


def clear(*models: type[Model]) -> None:
    """Rewrite the files that hold these models, so that no deleted row stays in free pages.

    Call outside any transaction, after the deletion.

    Raises:
        OperationalError: somebody reads a state from before the deletion, or holds a table, and
            still does after 30 seconds; a later call clears it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
            if busy:
                # SQLite says so and no more; the old pages would stay in both files.
                raise OperationalError(READ_MEANWHILE)
            return
        _wait_for_old_snapshots()
        # A table is locked while it is rewritten, and whoever comes later waits behind us: people
        # who send their sheets must not do so for as long as somebody forgets a transaction.
        cursor.execute("SET lock_timeout = %s", [f"{PATIENCE_SECONDS}s"])
        try:
            for model in models:
                table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
                cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")


def _wait_for_old_snapshots() -> None:
    """Wait until nobody can see the deleted rows; VACUUM FULL would keep them, and not say so.

    Even the planner's own sampling of another table is enough to keep them.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        # A transaction that begins from here on does not see what was deleted before.
        cursor.execute("SELECT pg_current_xact_id()::xid::text AS now")
        (now,) = cursor.fetchone()
        cursor.execute(OLDER_SNAPSHOTS, {"now": now})
        while cursor.rowcount:
            if time.monotonic() > deadline:
                raise OperationalError(READ_MEANWHILE)
            time.sleep(PAUSE_SECONDS)
            cursor.execute(OLDER_SNAPSHOTS, {"now": now})
