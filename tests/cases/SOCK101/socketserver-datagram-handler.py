# The request of a UDP server is the datagram and the server's socket: an empty one ends nothing.
import socketserver


class Syslog(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        data, sock = self.request
        print(self.client_address[0], data.strip().decode())
        sock.sendto(b"ok", self.client_address)


with socketserver.UDPServer(("0.0.0.0", 1514), Syslog) as server:
    server.serve_forever()
