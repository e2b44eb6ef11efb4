# Who waits for the thread has closed on the way out that never comes there: the thread is left alone with the connection.
import socket
import threading


class Client:
    def __init__(self) -> None:
        self.sock = socket.socket()

    def run(self, address: tuple[str, int]) -> None:
        try:
            self.sock.connect(address)
        except OSError:
            self.sock.close()
            return
        reader = threading.Thread(target=self.receive)
        reader.start()
        reader.join()
        print("over")

    def receive(self) -> None:
        while True:
            data = self.sock.recv(100)  # expect: SOCK101 not-closed
            if not data:
                break
            print(data)
