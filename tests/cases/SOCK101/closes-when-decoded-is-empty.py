# Decoding and stripping b"" leaves '', and the test for that closes: as good as testing the bytes.
import socket


def session(conn: socket.socket) -> None:
    while True:
        command = conn.recv(256).decode("ascii").strip()
        if not command:
            conn.close()
            return
        conn.sendall(f"{command}: done\n".encode())
