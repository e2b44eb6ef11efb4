# The attribute is a datagram socket, made in another method: an empty datagram ends nothing.
import socket
import struct


class Multicast:
    def __init__(self, group: str, port: int) -> None:
        self.group = group
        self.port = port
        self.open()

    def open(self) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_UDP)
        self.sock.bind(("", self.port))
        request = struct.pack("4sl", socket.inet_aton(self.group), socket.INADDR_ANY)
        self.sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, request)

    def run(self) -> None:
        while True:
            packet = self.sock.recv(1500)
            print(len(packet), "bytes for", self.group)
