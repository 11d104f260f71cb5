"""What a survey link's token unlocks. Pure functions over bytes; no database.

A token is 128 random bits. From it follow, by one-way functions that differ in their purpose:
what the database stores to recognise it, the name of the sheet in a clean address, and where a
draft lies and how it is read.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN_BYTES = 16
SEED_BYTES = 16
NONCE_BYTES = 12


def new_token() -> str:
    """Return a fresh token of 128 random bits, 22 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_seed() -> bytes:
    """Return the secret that stays with an invitation when its link is renewed."""
    return secrets.token_bytes(SEED_BYTES)


def _derive(secret: bytes, purpose: str) -> bytes:
    return hmac.digest(secret, purpose.encode(), hashlib.sha256)


def token_hash(token: str) -> str:
    """Return what the database stores of a token: its SHA-256 in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def sheet_name(token: str) -> str:
    """Return the name of the sheet in addresses: 32 hex digits that do not give the token."""
    return _derive(token.encode(), "sheet").hex()[:32]


def nullifier(campaign_key: bytes, seed: bytes) -> str:
    """Return the primary key of the one sheet that this seed can write, 64 hex digits."""
    return hmac.digest(campaign_key, seed, hashlib.sha256).hex()


def seal_seed(campaign_key: bytes, seed: bytes) -> bytes:
    """Encrypt a seed for storage under the campaign's key."""
    return _encrypt(_derive(campaign_key, "seeds"), seed, b"seed")


def open_seed(campaign_key: bytes, sealed: bytes | memoryview) -> bytes:
    """Decrypt a stored seed.

    Raises:
        cryptography.exceptions.InvalidTag: it was sealed under another key.
    """
    return _decrypt(_derive(campaign_key, "seeds"), bytes(sealed), b"seed")


@dataclass(frozen=True)
class DraftLock:
    """Where a draft lies and the key that reads it.

    Both depend on the revision of the sheet last sent: after a sending the old draft can no
    longer be found, without anything being written that would tie the two together.
    """

    address: str
    key: bytes

    def seal(self, plain: bytes) -> bytes:
        """Encrypt a draft, bound to its address."""
        return _encrypt(self.key, plain, self.address.encode())

    def open(self, ciphertext: bytes | memoryview) -> bytes | None:
        """Decrypt a draft; None if it was tampered with or cut short."""
        if len(ciphertext) < NONCE_BYTES:
            return None
        try:
            return _decrypt(self.key, bytes(ciphertext), self.address.encode())
        except InvalidTag:
            return None


def draft_lock(token: str, revision: str) -> DraftLock:
    """Return the lock of the draft after the given revision ("" before the first sending)."""
    secret = _derive(token.encode(), f"draft {revision}")
    return DraftLock(address=_derive(secret, "address").hex(), key=_derive(secret, "key"))


def _encrypt(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
