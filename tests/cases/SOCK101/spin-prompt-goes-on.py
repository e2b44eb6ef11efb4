# When the server has ended its side, a command prints an empty answer and the prompt comes again: nobody looks.
import socket


def shell(host: str, port: int) -> None:
    with socket.create_connection((host, port)) as sock:
        while True:
            command = input("> ")
            if command:
                sock.sendall(command.encode() + b"\n")
                print(sock.recv(4096).decode().rstrip())  # expect: SOCK101
