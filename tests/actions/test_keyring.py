import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessments.actions import keyring
from assessments.errors import KeyMissingError

CAMPAIGN = SimpleNamespace(public_id="0b0b")


@pytest.fixture
def folder(tmp_path, settings):
    settings.CAMPAIGN_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


def test_create_makes_one_private_file_of_32_bytes(folder):
    key = keyring.create(CAMPAIGN)

    (file,) = folder.iterdir()
    assert len(key) == 32
    assert file.read_bytes() == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_creating_again_keeps_the_key(folder):
    assert keyring.create(CAMPAIGN) == keyring.create(CAMPAIGN)


def test_try_that_stopped_half_way_does_not_block_the_next(folder, monkeypatch):
    with monkeypatch.context() as power_cut:
        power_cut.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("cut")))
        with pytest.raises(OSError, match="cut"):
            keyring.create(CAMPAIGN)
    assert not keyring.exists(CAMPAIGN)

    key = keyring.create(CAMPAIGN)

    assert [file.read_bytes() for file in folder.iterdir()] == [key]


def test_two_keys_differ(folder):
    assert keyring.create(CAMPAIGN) != keyring.create(SimpleNamespace(public_id="0c0c"))


@pytest.mark.parametrize("left", [None, b"", b"half a key"])
def test_missing_or_cut_key_is_said(folder, left):
    keyring.create(CAMPAIGN)
    (file,) = folder.iterdir()
    file.unlink()
    if left is not None:
        file.write_bytes(left)

    with pytest.raises(KeyMissingError, match="your link stays valid"):
        keyring.read(CAMPAIGN)


def test_destroy_overwrites_before_it_removes(folder, tmp_path):
    key = keyring.create(CAMPAIGN)
    (file,) = folder.iterdir()
    same_file = tmp_path / "second name"
    same_file.hardlink_to(file)
    assert same_file.read_bytes() == key

    keyring.destroy(CAMPAIGN)

    assert same_file.read_bytes() == bytes(32)
    assert list(folder.iterdir()) == []
    assert not keyring.exists(CAMPAIGN)


def test_destroying_again_does_nothing(folder):
    keyring.create(CAMPAIGN)

    keyring.destroy(CAMPAIGN)
    keyring.destroy(CAMPAIGN)
