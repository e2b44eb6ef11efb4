# The copy of the descriptor is read to its end; both the copy and the socket are closed after that.
import socket


def tee(sock: socket.socket, log) -> None:
    copy = sock.dup()
    try:
        while True:
            data = copy.recv(4096)
            if not data:
                break
            log.write(data)
    finally:
        copy.close()
        sock.close()
