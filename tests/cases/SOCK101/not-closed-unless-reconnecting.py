# The helper for the end of the stream closes only where it will connect again; with the option off it stays open.
import socket
import threading


class Session:
    def __init__(self, address: tuple[str, int], auto_reconnect: bool = False) -> None:
        self.address = address
        self.auto_reconnect = auto_reconnect
        self.sock = socket.create_connection(address)
        threading.Thread(target=self._loop, daemon=True).start()

    def _loop(self) -> None:
        while True:
            data = self.sock.recv(4096)  # expect: SOCK101 (not-closed)
            if not data:
                self._at_end()
                return
            print(data.hex(" "))

    def _at_end(self) -> None:
        if self.auto_reconnect:
            self.sock.close()
            self.sock = socket.create_connection(self.address)
            threading.Thread(target=self._loop, daemon=True).start()
