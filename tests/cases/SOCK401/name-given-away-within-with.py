# `with` closes what it entered, whatever the name means by then: no finding.
import socket


def ask(host):
    with socket.create_connection((host, 7)) as sock:
        sock.sendall(b"?")
        sock = None
