# An index into what an accept yields means the connection.
import socket


def serve(listener: socket.socket) -> None:
    pair = listener.accept()  # expect: SOCK401 (exception-path)
    while True:
        data = pair[0].recv(4096)  # expect: SOCK101
        print(data)


def answer(listener: socket.socket) -> None:
    pair = listener.accept()  # expect: SOCK401 (exception-path)
    while data := pair[0].recv(4096):
        pair[0].sendall(data)
    pair[0].close()
