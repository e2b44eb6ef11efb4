"""The other end of the connection: what a peer does, and the two ways it gets its connections.

A behaviour is the same whether the peer listens, for a program that is a client, or calls, for a program that is a
server. A tally counts what happened, and the trial awaits those counts.
"""

from __future__ import annotations

import contextlib
import fcntl
import socket
import struct
import termios
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

PAUSE = 0.016
"""The pause of the article's programs, in seconds."""

PIECES = tuple(b"piece %02d\n" % number for number in range(20))
"""What the peer that sends in pieces sends, one piece after each pause."""

_RECEIVE_BUFFER = 4096
_STUCK = 6


class Tally:
    """What happened on all connections of a peer.

    `opened` connections were made; on `acted` of them the peer has done all it does by itself; `ended` ones were
    ended by the program; `pieces` were sent to the program and `received` bytes came from it.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, name: str, amount: int = 1) -> None:
        """Count `amount` more of `name`."""
        with self._lock:
            self._counts[name] += amount

    @property
    def opened(self) -> int:
        """Connections made."""
        return self._counts["opened"]

    @property
    def acted(self) -> int:
        """Connections on which the peer has done its part."""
        return self._counts["acted"]

    @property
    def ended(self) -> int:
        """Connections that the program has ended, in whatever way."""
        return self._counts["ended"]

    @property
    def pieces(self) -> int:
        """Pieces sent to the program."""
        return self._counts["pieces"]

    @property
    def received(self) -> int:
        """Bytes that came from the program."""
        return self._counts["received"]


Behaviour = Callable[[socket.socket, Tally, threading.Event], None]
"""What a peer does with one connection, given also the tally and the event that says the trial is over."""


def closes_after_16ms(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """The article's server: wait 16 ms, close."""
    over.wait(PAUSE)
    _discard_what_came(connection)
    connection.close()
    tally.add("acted")


def silent(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Never send anything; read until the program ends the connection."""
    tally.add("acted")
    _read_to_the_end(connection, tally, over)


def resets(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Wait 16 ms, then abort: the program gets a reset, no end of stream."""
    over.wait(PAUSE)
    _abort(connection)
    tally.add("acted")


def half_closes(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Wait 16 ms, then close for sending only; read until the program ends the connection."""
    over.wait(PAUSE)
    connection.shutdown(socket.SHUT_WR)
    tally.add("acted")
    _read_to_the_end(connection, tally, over)


def sends_in_pieces(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Send PIECES one by one, then close for sending; read until the program ends the connection."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for piece in PIECES:
        over.wait(PAUSE)
        connection.sendall(piece)
        tally.add("pieces")
    connection.shutdown(socket.SHUT_WR)
    tally.add("acted")
    _read_to_the_end(connection, tally, over)


def stops_reading(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Read nothing until the program can send no more, then read on to the end, so that its sends can complete."""
    _wait_until_stuck(connection, over)
    tally.add("acted")
    _read_to_the_end(connection, tally, over)


def resets_when_stuck(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Read nothing until the program can send no more, then abort, so that a send that is under way fails."""
    _wait_until_stuck(connection, over)
    _abort(connection)
    tally.add("acted")


def never_reads(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    """Read nothing at all. Behind full buffers the program cannot be seen to end the connection, only to exit."""
    tally.add("acted")
    over.wait()


BEHAVIOURS: Mapping[str, Behaviour] = {
    "closes-after-16ms": closes_after_16ms,
    "silent": silent,
    "resets": resets,
    "half-closes": half_closes,
    "sends-in-pieces": sends_in_pieces,
    "stops-reading": stops_reading,
    "resets-when-stuck": resets_when_stuck,
    "never-reads": never_reads,
}
"""Every behaviour by the name that sidecars give it."""


class _Peer:
    """The connections of one peer, each played in a thread of its own; all ended on leaving the context."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.tally = Tally()
        self._behaviour = behaviour
        self._over = threading.Event()
        self._connections: set[socket.socket] = set()
        self._players: list[threading.Thread] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._stop_opening()
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for player in self._players:
            player.join()

    def _stop_opening(self) -> None:
        raise NotImplementedError

    def _begin(self, connection: socket.socket) -> None:
        with self._lock:
            self._connections.add(connection)
        self.tally.add("opened")
        player = threading.Thread(target=self._play, args=(connection,), daemon=True)
        self._players.append(player)
        player.start()

    def _play(self, connection: socket.socket) -> None:
        try:
            self._behaviour(connection, self.tally, self._over)
        except OSError:
            # The program has ended the connection before the peer was through with it.
            if not self._over.is_set():
                self.tally.add("ended")
        finally:
            with self._lock:
                self._connections.discard(connection)
                connection.close()


class Listening(_Peer):
    """A peer for programs that are clients: it listens on a port that the system chooses."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(behaviour)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        # Inherited by every accepted connection: a sender is stuck after little, so the trial is short.
        if behaviour in (stops_reading, resets_when_stuck, never_reads):
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def port(self) -> int:
        """The port to connect to."""
        return int(self._listener.getsockname()[1])

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _address = self._listener.accept()
                self._begin(connection)

    def _stop_opening(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()


class Calling(_Peer):
    """A peer for programs that are servers: it opens a connection to `port` after each pause."""

    def __init__(self, behaviour: Behaviour, port: int) -> None:
        super().__init__(behaviour)
        self._address = ("127.0.0.1", port)
        self._enough = threading.Event()
        self._connecting = threading.Thread(target=self._connect, daemon=True)
        self._connecting.start()

    def hold(self) -> None:
        """Open no more connections; those that are open go on."""
        self._enough.set()
        self._connecting.join()

    def _connect(self) -> None:
        with contextlib.suppress(OSError):
            while not self._enough.wait(PAUSE):
                self._begin(socket.create_connection(self._address, timeout=5))

    def _begin(self, connection: socket.socket) -> None:
        connection.settimeout(None)
        super()._begin(connection)

    def _stop_opening(self) -> None:
        self.hold()


def _read_to_the_end(connection: socket.socket, tally: Tally, over: threading.Event) -> None:
    while data := connection.recv(65536):
        tally.add("received", len(data))
    if not over.is_set():
        tally.add("ended")


def _discard_what_came(connection: socket.socket) -> None:
    # Closing over unread bytes would send a reset where the program is to see the end of the stream.
    connection.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while connection.recv(65536):
            pass


def _abort(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _wait_until_stuck(connection: socket.socket, over: threading.Event) -> None:
    unchanged, before = 0, 0
    while unchanged < _STUCK and not over.wait(PAUSE):
        now = _waiting_bytes(connection)
        unchanged = unchanged + 1 if now == before and now > 0 else 0
        before = now


def _waiting_bytes(connection: socket.socket) -> int:
    answer = fcntl.ioctl(connection, termios.FIONREAD, b"\0" * 4)
    return int(struct.unpack("i", answer)[0])
