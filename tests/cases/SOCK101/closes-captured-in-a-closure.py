# stop() is a nested function over the same socket: the reader calls it at the end of the stream.
import socket
import threading


def follow(address: tuple[str, int], lines: list[bytes]) -> threading.Thread:
    sock = socket.create_connection(address)

    def stop() -> None:
        sock.close()

    def run() -> None:
        while True:
            data = sock.recv(1024)
            if not data:
                stop()
                break
            lines.append(data)

    thread = threading.Thread(target=run)
    thread.start()
    return thread
