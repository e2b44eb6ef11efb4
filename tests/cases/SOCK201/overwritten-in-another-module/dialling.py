# The helper's timeout looks like one for all that follows; its only caller hands the socket to asyncio.
import socket


def dial(host: str, port: int, patience: float) -> socket.socket:
    """A connected socket."""
    sock = socket.create_connection((host, port))
    sock.settimeout(patience)  # expect: SOCK201 (overwritten)
    return sock
