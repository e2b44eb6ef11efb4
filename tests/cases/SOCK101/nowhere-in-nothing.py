# Nothing is found in nothing: no finding.
import socket


def read(sock: socket.socket) -> None:
    with sock:
        while True:
            data = sock.recv(4096)
            end = data.find(b"\n")
            if end < 0:
                break
            print(data[:end])
