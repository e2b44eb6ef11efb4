# pump() returns at the end of the stream, and its caller closes both sides only where an exception came out of it.
import socket
import threading


def pump(source: socket.socket, target: socket.socket) -> None:
    while True:
        data = source.recv(32768)  # expect: SOCK101 (not-closed)
        if not data:
            return
        target.sendall(data)


def forward(client: socket.socket, upstream: socket.socket) -> None:
    try:
        pump(client, upstream)
    except OSError as error:
        print("forwarding failed:", error)
        client.close()
        upstream.close()


def start(client: socket.socket, upstream: socket.socket) -> None:
    threading.Thread(target=forward, args=(client, upstream)).start()
