# receive() hands the end on as None; the server's loop, in the other module, breaks there and leaves its with.
import json
import socket
from typing import Any


def receive(conn: socket.socket) -> dict[str, Any] | None:
    """The next request, or None when there will be no more."""
    raw = conn.recv(65536)
    if not raw:
        return None
    return json.loads(raw)


def reply(conn: socket.socket, **fields: Any) -> None:
    conn.sendall(json.dumps(fields).encode())
