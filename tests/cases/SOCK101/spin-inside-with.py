# The with would close the connection, but a loop that only a full packet ends never gets there.
import socket


def wait_for_boot(host: str) -> None:
    """Wait until the board has printed its prompt."""
    with socket.create_connection((host, 23), timeout=30) as console:
        screen = b""
        while b"login: " not in screen:
            chunk = console.recv(256)  # expect: SOCK101 (spin)
            screen += chunk
        console.sendall(b"root\n")
