# Only stop() ends this thread: when the gateway closes, it queues b"" as fast as the processor allows.
import queue
import socket
import threading


class GatewayReader(threading.Thread):
    def __init__(self, sock: socket.socket, inbox: queue.Queue[bytes]) -> None:
        super().__init__(name="gateway-reader", daemon=True)
        self._sock = sock
        self._inbox = inbox
        self._stopping = threading.Event()

    def run(self) -> None:
        try:
            while not self._stopping.is_set():
                data = self._sock.recv(4096)  # expect: SOCK101 (spin)
                self._inbox.put(data)
        finally:
            self._sock.close()

    def stop(self) -> None:
        self._stopping.set()
