# recv_into gives 0 at the end of the stream; the comparison finds it and the close follows.
import socket


def checksum(conn: socket.socket) -> int:
    buffer = bytearray(4096)
    total = 0
    while True:
        count = conn.recv_into(buffer)
        if count == 0:
            conn.close()
            return total & 0xFFFF
        total += sum(buffer[:count])
