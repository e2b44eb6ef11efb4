# A datagram socket that is read by blocking calls for at most a second: the timeout ends the search.
import socket


def discover() -> list[str]:
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(1)
        sock.sendto(b"M-SEARCH", ("239.255.255.250", 1900))
        while True:
            try:
                _, (host, _) = sock.recvfrom(2048)
            except TimeoutError:
                return found
            found.append(host)
