import socketserver


class Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        data = self.request.recv(100)
        self.request.send(data)  # expect: SOCK501
