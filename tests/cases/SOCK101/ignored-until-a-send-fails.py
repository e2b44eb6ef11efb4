# Nobody looks at what was received; the loop ends by itself once a send fails, and till then the socket stays open.
import socket


def shell(sock: socket.socket) -> None:
    while True:
        command = input("> ")
        sock.sendall(command.encode() + b"\n")
        print(sock.recv(4096).decode())  # expect: SOCK101 (ignored)


def stubborn(sock: socket.socket) -> None:
    while True:
        try:
            sock.sendall(b"are you there?\n")
            print(sock.recv(4096).decode())  # expect: SOCK101 (spin)
        except OSError:
            print("trying again")
