# recvmsg yields an empty first part at the end of the stream; nobody looks, and it is called again at once.
import socket


class Monitor:
    def __init__(self, path: str) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(path)
        self.events = 0

    def run(self) -> None:
        with self.sock:
            while True:
                data, ancillary, flags, _ = self.sock.recvmsg(1024, 256)  # expect: SOCK101 (spin)
                self.events += data.count(b"\n")
