import socket

try:
    import Queue as queue
except ImportError:
    import queue


class Wire(object):
    def __init__(self, host):
        self.found = queue.Queue()
        self.conn = socket.create_connection((host, 4))

    def fetch(self):
        while True:
            data = self.conn.recv(512)  # expect: SOCK101
            if data == "":
                break
            self.found.put(data)
        self.conn.close()
