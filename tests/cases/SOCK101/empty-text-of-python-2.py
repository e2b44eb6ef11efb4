import Queue
import socket


class Wire(object):
    def __init__(self, host):
        self.found = Queue.Queue()
        self.conn = socket.create_connection((host, 4))

    def fetch(self):
        while True:
            data = self.conn.recv(512)
            if data == "":
                break
            self.found.put(data)
        self.conn.close()
