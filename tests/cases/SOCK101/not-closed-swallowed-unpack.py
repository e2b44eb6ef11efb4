# b"" makes unpack fail, the broad except only logs it, and the connection of the device stays open.
import logging
import socket
import struct
import threading


class Scale:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.weight = 0.0
        threading.Thread(target=self._read_weight).start()

    def _read_weight(self) -> None:
        try:
            self.sock.sendall(b"W\r")
            (grams,) = struct.unpack("<I", self.sock.recv(4))  # expect: SOCK101
            self.weight = grams / 1000
        except OSError:
            self.sock.close()
        except Exception as error:
            logging.warning("no weight: %s", error)
