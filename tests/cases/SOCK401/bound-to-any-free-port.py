# Some port is always free, so this cannot fail where one is not asked for by number, on an address of this machine.
import socket


def discovery_socket():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("", 0))
    sock.setblocking(False)
    return sock


def free_port():
    sock = socket.socket()
    sock.bind(("localhost", 0))
    port = sock.getsockname()[1]
    sock.close()
    return port


def announcing_socket(port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # expect: SOCK401
    sock.bind(("", port))
    return sock


def leaving_by(interface):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # expect: SOCK401
    sock.bind((interface, 0))
    return sock
