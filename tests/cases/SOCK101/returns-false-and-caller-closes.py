# step() answers False at the end of the stream, which ends the caller's loop; the close stands below that.
import socket
import threading


class Bot:
    def __init__(self, server: str) -> None:
        self.irc = socket.create_connection((server, 6667))
        threading.Thread(target=self.loop).start()

    def step(self) -> bool:
        data = self.irc.recv(2048)
        if not data:
            return False
        for line in data.split(b"\r\n"):
            if line.startswith(b"PING"):
                self.irc.sendall(b"PONG" + line[4:] + b"\r\n")
        return True

    def loop(self) -> None:
        while self.step():
            pass
        self.irc.close()
