# A length of less than four covers the empty answer: every short one closes.
import socket
import struct


class NtpOverTcp:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.offset = 0

    def sync(self) -> None:
        data = self.sock.recv(4)
        if len(data) < 4:
            self.sock.close()
            return
        self.offset = struct.unpack("!I", data)[0] - 2208988800
