# Indexing b"" raises IndexError, which is caught to mean "no answer"; the lamp's connection is never closed.
import socket


class Lamp:
    def __init__(self, host):
        self.connection = socket.create_connection((host, 56700), 2)
        self.is_on = False

    def refresh(self):
        self.connection.sendall(b"\x15\x00")
        try:
            self.is_on = self.connection.recv(16)[2] != 0  # expect: SOCK101
        except IndexError:
            print("lamp gave no answer")
