"""Requests per second over loopback, on connections that are kept, for a bounded time."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator, Sequence

CONNECTIONS = 8
PATIENCE = 30.0
LAST_CHUNK = b"0\r\n\r\n"


def rate(port: int, requests: Sequence[str], seconds: float) -> float:
    """Return the requests answered a second; each connection waits for its answer.

    Raises RuntimeError when an answer is neither a page nor a redirect.
    """
    raw = [request.encode() for request in requests]
    until = time.monotonic() + seconds
    counts: list[int] = []
    threads = [
        # Each starts elsewhere in the row, so that two do not send the same sheet at once.
        threading.Thread(
            target=lambda rest: counts.append(_ask(port, rest, until)),
            args=(itertools.cycle(raw[start:] + raw[:start]),),
        )
        for start in (number * len(raw) // CONNECTIONS for number in range(CONNECTIONS))
    ]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CONNECTIONS:
        raise RuntimeError("a request was not answered with a page")
    return sum(counts) / (time.monotonic() - started)


def _ask(port: int, requests: Iterator[bytes], until: float) -> int:
    count = 0
    connection = _connect(port)
    while time.monotonic() < until:
        connection.sendall(next(requests))
        if not _answered(connection):
            connection.close()
            connection = _connect(port)
        count += 1
    connection.close()
    return count


def _connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _answered(connection: socket.socket) -> bool:
    """Read one answer; tell whether the connection stays."""
    head, _, body = _until_head_ends(connection).partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if status.split(" ")[1] not in {"200", "302", "303"}:
        raise RuntimeError(status)
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if "content-length" in headers:
        left = int(headers["content-length"]) - len(body)
        while left > 0:
            left -= len(connection.recv(min(left, 1 << 16)))
    else:
        while not body.endswith(LAST_CHUNK):
            body += connection.recv(1 << 16)
    return headers.get("connection") != "close"


def _until_head_ends(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(1 << 16)
        if not part:
            raise RuntimeError("the server closed the connection")
        received += part
    return received
