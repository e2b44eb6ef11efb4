# gevent's server closes the socket when the handler returns; a loop that never does is one all the same.
from gevent.server import StreamServer


def handle(sock, address):
    while True:
        data = sock.recv(4096)
        if not data:
            break
        sock.sendall(data)


def spin(sock, address):
    while True:
        data = sock.recv(4096)  # expect: SOCK101
        sock.sendall(data)


StreamServer(("0.0.0.0", 7), handle).serve_forever()
StreamServer(("0.0.0.0", 9), spin).serve_forever()
