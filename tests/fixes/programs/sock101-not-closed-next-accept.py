# At b"" the inner loop is left for the next accept; the old connection is overwritten there without a close.
import socket


class PrintServer:
    def __init__(self, port: int) -> None:
        self.listener = socket.create_server(("", port), backlog=1)
        self.client: socket.socket | None = None

    def serve_forever(self) -> None:
        while True:
            self.client, address = self.listener.accept()
            print("job from", address[0])
            with open("/tmp/job.ps", "wb") as spool:
                while True:
                    block = self.client.recv(8192)  # expect: SOCK101 (not-closed)
                    if not block:
                        break
                    spool.write(block)
