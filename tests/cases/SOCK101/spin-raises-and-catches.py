# What is raised at the end of the stream is caught in the same loop. Its name speaks of an end; making it ends nothing.
import socket
import time


def received(conn: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        try:
            more = conn.recv(length - len(data))  # expect: SOCK101 (spin)
            if not more:
                raise EOFError(f"closed after {len(data)} of {length} bytes")
            data += more
        except Exception:
            time.sleep(0.1)
    return data


def received_or_raised(conn: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        try:
            more = conn.recv(length - len(data))
            if not more:
                raise EOFError(f"closed after {len(data)} of {length} bytes")
            data += more
        except socket.timeout:
            time.sleep(0.1)
    return data
