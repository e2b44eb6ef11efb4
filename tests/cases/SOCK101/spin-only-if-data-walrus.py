# The walrus asks whether something came, and does nothing where nothing can come any more: the loop never ends.
import socket


def follow_log(sock: socket.socket, path: str) -> None:
    """Write to a file what a remote logger sends."""
    with sock, open(path, "ab") as out:
        while True:
            if data := sock.recv(8192):  # expect: SOCK101 (spin)
                out.write(data)
                out.flush()
