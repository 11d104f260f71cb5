"""Tests reach this machine alone; without the guard in conftest this file fails."""

import socket

import pytest

# From the block kept for documentation: nobody's machine.
ELSEWHERE = ("192.0.2.1", 9)


def test_connecting_elsewhere_is_refused():
    with socket.socket() as plug, pytest.raises(Exception, match="may not connect"):
        plug.connect(ELSEWHERE)


def test_connecting_to_this_machine_is_allowed():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as plug,
    ):
        assert plug.getpeername() == server.getsockname()
