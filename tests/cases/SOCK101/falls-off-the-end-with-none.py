# What was too short comes back as None, for `take` ends without a return: that tells whoever asks for it.
import socket


class Remote:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def ask(self, question):
        self.sock.sendall(question)
        return self.take()

    def take(self):
        data = b""
        while len(data) < 4:
            chunk = self.sock.recv(4 - len(data))
            if not chunk:
                break
            data += chunk
        if len(data) == 4:
            return data

    def close(self):
        self.sock.close()
