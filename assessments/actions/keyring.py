"""Campaign keys: one small file each, outside the database and its backups.

Whoever has the database without the key cannot say which sheet came from which link; the seal
destroys the key, and then nobody can.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from assessments.errors import KeyMissingError

if TYPE_CHECKING:
    from assessments.models import Campaign

KEY_BYTES = 32


def _path(campaign: Campaign) -> Path:
    return Path(settings.CAMPAIGN_KEYS_DIR) / f"{campaign.public_id}.key"


def create(campaign: Campaign) -> bytes:
    """Make the campaign's key of 32 random bytes, or return the one that an interrupted try left.

    The key is on disk, whole and under its name, before this returns. Call under the campaign's
    lock.

    Raises:
        OSError: the folder cannot be written.
    """
    path = _path(campaign)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write(path, secrets.token_bytes(KEY_BYTES))
    return read(campaign)


def _write(path: Path, key: bytes) -> None:
    # Under another name first: a crash half-way must not leave half a key under the right one.
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def read(campaign: Campaign) -> bytes:
    """Return the campaign's key.

    Raises:
        KeyMissingError: the file is not there or is not a whole key.
    """
    try:
        key = _path(campaign).read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyMissingError
    return key


def exists(campaign: Campaign) -> bool:
    """Tell whether the key is still there."""
    return _path(campaign).exists()


def destroy(campaign: Campaign) -> None:
    """Overwrite the key and remove its file; a second call does nothing.

    On journalling and copying file systems the overwrite is best effort: docs/privacy.md.
    """
    path = _path(campaign)
    try:
        with path.open("r+b") as file:
            file.write(b"\0" * KEY_BYTES)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
