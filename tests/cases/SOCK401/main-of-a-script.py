# The script ends with main, and its socket with it.
import socket


def main() -> None:
    sock = socket.create_connection(("localhost", 7))
    sock.sendall(b"hello")


if __name__ == "__main__":
    main()
