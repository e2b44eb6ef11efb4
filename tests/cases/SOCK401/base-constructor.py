# A server that prepares itself makes no second one.
import socketserver


class Relay(socketserver.TCPServer):
    def __init__(self, address: tuple[str, int]) -> None:
        self.count = 0
        socketserver.TCPServer.__init__(self, address, socketserver.BaseRequestHandler)
