# The thread's function finds the end of the stream and returns; the socket lives on in the closure, open.
import socket
import threading
from collections.abc import Callable


def subscribe(address: tuple[str, int], callback: Callable[[bytes], None]) -> Callable[[str], None]:
    sock = socket.create_connection(address)

    def pump() -> None:
        while data := sock.recv(2048):  # expect: SOCK101 (not-closed)
            callback(data)

    def publish(text: str) -> None:
        sock.sendall(text.encode())

    threading.Thread(target=pump, daemon=True).start()
    return publish
