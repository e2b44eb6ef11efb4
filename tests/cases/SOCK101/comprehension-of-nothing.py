# What iterating over nothing makes is empty.
import socket


def unmasked(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        text = bytes([c ^ 0x55 for c in data])
        if not text:
            sock.close()
            return
        print(text)


def joined(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        text = "".join(chr(c) for c in data)
        if not text:
            sock.close()
            return
        print(text)


def listed(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        values = [*data]
        if not values:
            sock.close()
            return
        print(values)


def keyed(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        counts = {c: data.count(c) for c in data}
        if not counts:
            sock.close()
            return
        print(counts)


def nothing_but_newlines(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)
        if not any(c != 10 for c in data):
            sock.close()
            return
        print(data)


def with_a_mark(sock: socket.socket) -> None:
    while True:
        data = sock.recv(4096)  # expect: SOCK101
        values = [0, *data]
        if not values:
            sock.close()
            return
        print(values)


def many(sock: socket.socket) -> None:
    while True:
        data = sock.recv(1)
        if data in [b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h", b"i", b"j", b"k", b"l", b"m", b"n", b"o", b"p", b"q",
             b"r", b"s", b"t", b"u", b"v", b"w", b"x", b"y", b"z", b"0", b"1", b"2", b"3", b"4", b"5", b"6", b""]:  # fmt: skip
            sock.close()
            return
