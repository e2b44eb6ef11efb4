import socket
import socketserver


class Handler(socketserver.BaseRequestHandler):
    request: socket.socket

    def handle(self):
        while True:
            data = self.request.recv(4096)
            if not data:
                break
            print(data)
