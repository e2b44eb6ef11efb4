# The socket is made of a descriptor that inetd has passed on; a client that has left keeps this loop busy for ever.
import socket


def main() -> None:
    with socket.socket(fileno=0) as conn:
        line = b""
        while b"\n" not in line:
            line += conn.recv(80)  # expect: SOCK101 (spin)
        conn.sendall(b"finger: " + line)


if __name__ == "__main__":
    main()
