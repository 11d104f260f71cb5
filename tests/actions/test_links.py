import re
from itertools import combinations

import pytest
from cryptography.exceptions import InvalidTag

from assessments.actions import links

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
TOKEN = "tKmLx1z0QG2a7pXcVb9dEw"


def test_token_has_128_random_bits_in_22_characters():
    tokens = {links.new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_everything_derived_from_a_token_differs_and_hides_it():
    lock = links.draft_lock(TOKEN, "")
    derived = [links.token_hash(TOKEN), links.sheet_name(TOKEN), lock.address, lock.key.hex()]

    assert all(a[:32] != b[:32] for a, b in combinations(derived, 2))
    assert not any(TOKEN in text or TOKEN.encode().hex() in text for text in derived)


def test_nullifier_depends_on_the_key_and_the_seed():
    seeds = [links.new_seed() for _ in range(50)]
    nullifiers = {links.nullifier(key, seed) for key in (KEY, OTHER_KEY) for seed in seeds}

    assert len(nullifiers) == 100
    assert links.nullifier(KEY, seeds[0]) == links.nullifier(KEY, seeds[0])
    assert all(re.fullmatch("[0-9a-f]{64}", nullifier) for nullifier in nullifiers)


def test_seed_opens_under_its_key_only():
    seed = links.new_seed()
    sealed = links.seal_seed(KEY, seed)

    assert links.open_seed(KEY, memoryview(sealed)) == seed
    assert seed not in sealed
    with pytest.raises(InvalidTag):
        links.open_seed(OTHER_KEY, sealed)


def test_same_seed_is_sealed_differently_each_time():
    seed = links.new_seed()

    assert links.seal_seed(KEY, seed) != links.seal_seed(KEY, seed)


def test_draft_opens_with_its_token_and_revision_only():
    sealed = links.draft_lock(TOKEN, "r1").seal(b"answers")

    assert links.draft_lock(TOKEN, "r1").open(sealed) == b"answers"
    assert links.draft_lock(TOKEN, "r2").open(sealed) is None
    assert links.draft_lock(links.new_token(), "r1").open(sealed) is None


def test_draft_with_any_byte_changed_does_not_open():
    lock = links.draft_lock(TOKEN, "")
    sealed = lock.seal(b"answers")

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert lock.open(bytes(changed)) is None
    assert lock.open(sealed) == b"answers"


@pytest.mark.parametrize("left", [0, 5, 12, 20])
def test_draft_cut_short_does_not_open(left):
    lock = links.draft_lock(TOKEN, "")

    assert lock.open(lock.seal(b"answers")[:left]) is None


def test_draft_moved_to_another_address_does_not_open():
    lock = links.draft_lock(TOKEN, "")
    elsewhere = links.DraftLock(address="0" * 64, key=lock.key)

    assert elsewhere.open(lock.seal(b"answers")) is None
