# Bytes are never equal to '': the break is dead code, and the end of the stream is read over and over.
import socket


def receive_file(conn: socket.socket, name: str) -> None:
    out = open(name, "wb")
    while True:
        data = conn.recv(1024)  # expect: SOCK101
        if data == "":
            break
        out.write(data)
    out.close()
    conn.close()
