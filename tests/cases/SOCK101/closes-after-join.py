# The reader thread just returns at b""; whoever started it waits for that and closes.
import socket
import threading


def reader(sock: socket.socket, parts: list[bytes]) -> None:
    while data := sock.recv(4096):
        parts.append(data)


def exchange(address: tuple[str, int], request: bytes) -> bytes:
    parts: list[bytes] = []
    sock = socket.create_connection(address)
    try:
        thread = threading.Thread(target=reader, args=(sock, parts))
        thread.start()
        sock.sendall(request)
        sock.shutdown(socket.SHUT_WR)
        thread.join()
    finally:
        sock.close()
    return b"".join(parts)
