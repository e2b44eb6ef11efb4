# The name alone is the class, of the module's own name.
import socket
from socket import *


def redirect(interface: str, data: bytes) -> None:
    s = socket(AF_PACKET, SOCK_RAW)  # expect: SOCK401
    s.bind((interface, 0x0800))
    s.send(data)
    print("sent")


def ask(host: str) -> None:
    s = socket.create_connection((host, 80))  # expect: SOCK401
    s.sendall(b"hello")
