"""gevent's class for TLS takes the socket that it is made of over."""

import gevent.socket
import gevent.ssl


class Connection:
    tunnel = None

    def connect(self):
        sock = gevent.socket.create_connection(("localhost", 443))
        if self.tunnel:
            self.sock = sock
            self.sock.sendall(self.tunnel)
        self.sock = gevent.ssl.SSLSocket(sock, server_hostname="localhost")

    def close(self):
        self.sock.close()
