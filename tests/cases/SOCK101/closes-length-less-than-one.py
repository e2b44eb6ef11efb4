# The length of b"" is less than one, so the end of the stream takes the branch that closes.
import socket


class SerialBridge:
    def __init__(self, sock: socket.socket, port) -> None:
        self.sock = sock
        self.port = port

    def forward(self) -> None:
        while True:
            data = self.sock.recv(128)
            if len(data) < 1:
                self.sock.close()
                self.port.reset_output_buffer()
                break
            self.port.write(data)
