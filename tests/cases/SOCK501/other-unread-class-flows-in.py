# What writes numbers is given connections and the buffers of a library's class: nobody knows what `send` does there.
import socket

from wire.buffers import PacketBuffer


def write_number(target, number: int) -> None:
    target.send(number.to_bytes(8, "big"))


def announce(conn: socket.socket, names: list[bytes]) -> None:
    buffer = PacketBuffer()
    for name in names:
        write_number(buffer, len(name))
        buffer.send(name)
    write_number(conn, len(names))
    conn.sendall(buffer.content())


def write_text(target, text: str) -> None:
    target.send(text.encode())  # expect: SOCK501 (ignored)


def greet(conn: socket.socket) -> None:
    write_text(conn, "hello")
