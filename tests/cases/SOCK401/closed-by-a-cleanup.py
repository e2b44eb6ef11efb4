# The close itself is handed on, to be called when the test is over.
import socket
import unittest


class Listening(unittest.TestCase):
    def test_listening(self) -> None:
        sock = socket.socket()
        self.addCleanup(sock.close)
        sock.bind(("", 0))
        self.assertTrue(sock.getsockname())
