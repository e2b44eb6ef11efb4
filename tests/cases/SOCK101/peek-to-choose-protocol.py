# The peek is looked at for a TLS hello only; the read that follows it is the one that must see the end, and does.
import socket


def sniff(conn: socket.socket) -> str:
    first = conn.recv(3, socket.MSG_PEEK | socket.MSG_WAITALL)
    kind = "tls" if first.startswith(b"\x16\x03") else "plain"
    with conn:
        while data := conn.recv(4096):
            print(kind, len(data))
    return kind
