# Only the caller shows that it is a datagram socket that is read here.
import select
import socket


def drain(sock):
    packets = []
    while select.select([sock], [], [], 0.1)[0]:
        packets.append(sock.recv(2048))
    return packets


def discover():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        s.sendto(b"WHO", ("255.255.255.255", 30303))
        return drain(s)
