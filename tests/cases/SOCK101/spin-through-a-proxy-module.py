# socket.socket is replaced by a proxying class of the same meaning: its b"" at the end is looped over just so.
import socket

import socks

socks.set_default_proxy(socks.SOCKS5, "127.0.0.1", 9050)
socket.socket = socks.socksocket


def gopher(host: str, selector: str) -> bytes:
    with socket.create_connection((host, 70)) as sock:
        sock.sendall(selector.encode() + b"\r\n")
        page = b""
        while not page.endswith(b"\r\n.\r\n"):
            page += sock.recv(2048)  # expect: SOCK101 (spin)
        return page
