"""Triggers that keep published editions as they are, whoever writes to the database.

They are taken off before migrations and put on after them (apps.py): SQLite remakes a table to
alter it, and a trigger would be lost with the old one. An edition may go from published to
retired, and nothing else of it changes; its practices and questions neither change nor come or go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bank import Edition
from .question import Practice, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "published_guard"
SENTENCE = "A published edition never changes: begin its next edition instead."
EDITIONS = Edition._meta.db_table  # noqa: SLF001 (Django's documented API)
PARTS = (Practice._meta.db_table, Question._meta.db_table)  # noqa: SLF001
FIXED = [
    field.column
    for field in Edition._meta.local_concrete_fields  # noqa: SLF001
    if field.name != "state"
]

# The edition is locked against being published until the change to its part is committed.
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PREFIX}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    IF TG_TABLE_NAME = '{EDITIONS}' THEN
        IF TG_OP = 'DELETE' THEN
            IF OLD.state = 'draft' THEN RETURN OLD; END IF;
        ELSIF OLD.state = 'draft' THEN
            RETURN NEW;
        ELSIF NEW.state <> 'draft'
            AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP <> 'INSERT' THEN
        SELECT state INTO found FROM {EDITIONS} WHERE id = OLD.edition_id FOR SHARE;
        IF found <> 'draft' THEN
            RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    SELECT state INTO found FROM {EDITIONS} WHERE id = NEW.edition_id FOR SHARE;
    IF found <> 'draft' THEN
        RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""  # noqa: S608 (names of our own tables)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on, anew; the tables are there."""
    remove(connection)
    _run(connection, _sqlite() if connection.vendor == "sqlite" else _postgresql())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off, where they are on."""
    _run(connection, [_drop(connection.vendor, *trigger) for trigger in installed(connection)])


def installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Return the triggers that are on: name and table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
            if connection.vendor == "sqlite"
            else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s",
            [f"{PREFIX}%"],
        )
        return sorted(cursor.fetchall())


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _drop(vendor: str, name: str, table: str) -> str:
    return f"DROP TRIGGER {name}" + ("" if vendor == "sqlite" else f" ON {table}")


def _postgresql() -> Iterator[str]:
    yield POSTGRESQL_FUNCTION
    for table in (EDITIONS, *PARTS):
        when = "UPDATE OR DELETE" if table == EDITIONS else "INSERT OR UPDATE OR DELETE"
        yield (
            f"CREATE TRIGGER {PREFIX}_{table} BEFORE {when} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {PREFIX}()"
        )


def _sqlite() -> Iterator[str]:
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in FIXED)
    kept = f"NEW.state <> 'draft' AND {same}"
    yield _sqlite_trigger(EDITIONS, "UPDATE", f"OLD.state <> 'draft' AND NOT ({kept})")
    yield _sqlite_trigger(EDITIONS, "DELETE", "OLD.state <> 'draft'")
    old, new = (
        f"(SELECT state FROM {EDITIONS} WHERE id = {row}.edition_id) <> 'draft'"  # noqa: S608
        for row in ("OLD", "NEW")
    )
    for table in PARTS:
        yield _sqlite_trigger(table, "INSERT", new)
        yield _sqlite_trigger(table, "UPDATE", f"{old} OR {new}")
        yield _sqlite_trigger(table, "DELETE", old)


def _sqlite_trigger(table: str, verb: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {PREFIX}_{table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    )
