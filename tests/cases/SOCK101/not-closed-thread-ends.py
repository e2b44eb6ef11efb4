# The receiver thread ends at b"" and leaves the socket to nobody: no method of the class ever closes it.
import socket
import threading


class Chat:
    def __init__(self, host, port, on_message):
        self.on_message = on_message
        self.sock = socket.create_connection((host, port))
        self.thread = threading.Thread(target=self._receive, daemon=True)
        self.thread.start()

    def _receive(self):
        while True:
            data = self.sock.recv(1024)  # expect: SOCK101 (not-closed)
            if len(data) == 0:
                return
            self.on_message(data.decode("utf-8", "replace"))

    def say(self, text):
        self.sock.sendall(text.encode() + b"\n")
