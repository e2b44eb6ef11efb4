# `fail` never returns: after a connect that has failed nobody has the socket.
import socket


class Refused(Exception):
    pass


class Client:
    sock = None

    def fail(self, error):
        raise Refused(repr(error))

    def connect(self, address):
        try:
            sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # expect: SOCK401
            sock.connect(address)
        except OSError as error:
            self.fail(error)
        self.keep(sock)

    def keep(self, sock):
        self.sock = sock

    def close(self):
        self.sock.close()
