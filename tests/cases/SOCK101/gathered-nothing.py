# What has been gathered is empty where the end of the stream comes first, however it is gathered.
import io
import socket


def read_line(sock):
    buffer = io.BytesIO()
    while (part := sock.recv(1)) not in (b"", b"\n"):
        buffer.write(part)
    return buffer.getvalue()


def read_list(sock):
    parts = []
    while True:
        part = sock.recv(100)
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def read_array(sock):
    parts = bytearray()
    while True:
        part = sock.recv(100)
        if not part:
            break
        parts.extend(part)
    return bytes(parts)


def serve(address):
    with socket.create_connection(address) as sock:
        while True:
            line = read_line(sock)
            if line == b"":
                break
            print(line)


def serve_list(address):
    with socket.create_connection(address) as sock:
        while True:
            line = read_list(sock)
            if line == b"":
                break
            print(line)


def serve_array(address):
    with socket.create_connection(address) as sock:
        while True:
            line = read_array(sock)
            if line == b"":
                break
            print(line)


def read_header(sock):
    parts = [b"HTTP/1.1 "]
    while True:
        part = sock.recv(100)  # expect: SOCK101
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def serve_headers(address):
    with socket.create_connection(address) as sock:
        while True:
            header = read_header(sock)
            if header == b"":
                break
            print(header)


def fill(sock, parts):
    parts.append(b"HTTP/1.1 ")
    part = sock.recv(100)  # expect: SOCK101
    if part:
        parts.append(part)


def serve_filled(address):
    with socket.create_connection(address) as sock:
        while True:
            parts = []
            fill(sock, parts)
            if not parts:
                break
            print(parts)
