import socket


def finish(peer: socket.socket) -> None:
    print(peer)
    peer.shutdown(2)
