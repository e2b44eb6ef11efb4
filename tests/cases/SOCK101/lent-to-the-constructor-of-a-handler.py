# The server gives a handler its request, to the constructor as well, and closes it when the handler is done.
import socketserver


class Handler(socketserver.BaseRequestHandler):
    def __init__(self, request, client_address, server):
        self.link = request
        super().__init__(request, client_address, server)

    def handle(self):
        greeting = self.link.recv(100)
        self.link.sendall(greeting.upper())


socketserver.TCPServer(("", 7007), Handler).serve_forever()
