# Who has started the reader closes, and then waits for it: the reader has only borrowed the connection.
import socket
import threading


def read(peer: socket.socket) -> None:
    while True:
        data = peer.recv(100)
        if not data:
            break
        print(data)


def converse(address: tuple[str, int]) -> None:
    peer = socket.create_connection(address)
    reader = threading.Thread(target=read, args=(peer,))
    reader.start()
    try:
        peer.sendall(input().encode())
    finally:
        peer.close()
        reader.join()
