# b"" clears the flag that the loop looks at, so it is left, and the socket closed behind it.
import socket
import threading


class Listener(threading.Thread):
    def __init__(self, sock: socket.socket) -> None:
        super().__init__(daemon=True)
        self.sock = sock
        self.lines = []

    def run(self) -> None:
        running = True
        while running:
            data = self.sock.recv(1024)
            if data:
                self.lines.append(data)
            else:
                running = False
        self.sock.close()
