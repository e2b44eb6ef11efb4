# contextlib.closing, used as a context manager, closes what it was given on leaving.
import contextlib
import socket


def whois(domain: str, server: str = "whois.iana.org") -> str:
    answer = b""
    with contextlib.closing(socket.create_connection((server, 43))) as sock:
        sock.sendall(domain.encode("idna") + b"\r\n")
        while True:
            data = sock.recv(4096)
            if data == b"":
                break
            answer += data
    return answer.decode("utf-8", "replace")
