# The handler just returns at b"": the server shuts down and closes the request after handle().
import socketserver


class UpperHandler(socketserver.BaseRequestHandler):
    def handle(self):
        while True:
            data = self.request.recv(1024)
            if not data:
                break
            self.request.sendall(data.upper())


if __name__ == "__main__":
    with socketserver.ThreadingTCPServer(("localhost", 9999), UpperHandler) as server:
        server.serve_forever()
