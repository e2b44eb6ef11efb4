# The reader notes the end in a member; the loop that owns the connection looks at it and closes.
import socket
import time


class Modbus:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.at_end = False
        self.registers = b""

    def read(self) -> None:
        data = self.sock.recv(260)
        self.at_end = not data
        self.registers = data[9:]

    def poll(self) -> None:
        while True:
            self.sock.sendall(b"\x00\x01\x00\x00\x00\x06\x01\x03\x00\x00\x00\x0a")
            self.read()
            if self.at_end:
                self.sock.close()
                return
            time.sleep(1)
