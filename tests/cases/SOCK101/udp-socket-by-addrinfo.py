# The kind of socket stands in getaddrinfo's arguments: SOCK_DGRAM, so nothing here is a stream.
import socket


def statsd_listener(host: str, port: int) -> None:
    info = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    family, kind, proto, _, address = info
    with socket.socket(family, kind, proto) as sock:
        sock.bind(address)
        while True:
            sample, sender = sock.recvfrom(512)
            print(sender[0], sample.decode())
