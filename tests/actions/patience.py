"""How long tests wait for others, so that one that waits in vain fails instead of hanging."""

from threading import Event
from time import monotonic

PATIENCE = 120  # seconds for whatever ends in a moment, unless something is broken
PAUSE = 0.05  # between two looks whether it is there yet


def pause():
    Event().wait(PAUSE)


def until(there, failed):
    """Look again and again whether something is there; raise `failed` if it never is."""
    deadline = monotonic() + PATIENCE
    while not there():
        assert monotonic() < deadline, failed
        pause()
