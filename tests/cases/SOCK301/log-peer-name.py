# The peer's name is only written into the log.
import logging
import socket

log = logging.getLogger(__name__)


def serve(conn: socket.socket) -> None:
    log.info("serving %s:%d", *conn.getpeername())
    with conn:
        while data := conn.recv(1024):
            conn.sendall(data)
