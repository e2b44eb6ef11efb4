# fileno tells whether we have closed already, and decides only whether to do it.
import socket


def dispose(sock: socket.socket) -> None:
    if sock.fileno() != -1:
        sock.shutdown(socket.SHUT_RDWR)
        sock.close()
