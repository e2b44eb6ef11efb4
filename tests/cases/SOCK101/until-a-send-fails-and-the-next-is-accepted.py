# The end goes unnoticed, but the send that follows fails, and the next client is waited for.
import socket
import time


def serve(listener: socket.socket) -> None:
    while True:
        client, _ = listener.accept()  # expect: SOCK401
        client.settimeout(0.1)
        while True:
            try:
                print(client.recv(10))  # expect: SOCK101 ignored
            except TimeoutError:
                print("nothing yet")
            try:
                client.sendall(b"how are you")
            except OSError:
                client.close()
                break
            time.sleep(1)
