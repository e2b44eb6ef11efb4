# When the connect fails, what was accepted stays open.
import socket


def relay(listener: socket.socket, host):
    incoming, _ = listener.accept()  # expect: SOCK401
    outgoing = socket.create_connection((host, 7))
    with incoming, outgoing:
        outgoing.sendall(incoming.recv(4096))


def relay_with_care(listener: socket.socket, host):
    incoming, _ = listener.accept()
    with incoming, socket.create_connection((host, 7)) as outgoing:
        outgoing.sendall(incoming.recv(4096))
