# `if data` has no else: a closed peer is neither BlockingIOError nor data, so the loop polls it at full speed for ever.
import socket
import time


class RobotLink:
    def __init__(self, host):
        self.sock = socket.create_connection((host, 30003))
        self.sock.setblocking(False)
        self.state = b""

    def run(self):
        while True:
            try:
                data = self.sock.recv(1108)  # expect: SOCK101 (spin)
            except BlockingIOError:
                time.sleep(0.008)
                continue
            if data:
                self.state = data
