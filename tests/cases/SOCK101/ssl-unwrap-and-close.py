# At b"" the TLS layer is unwrapped and what remains is closed; a failed unwrap comes by the same close.
import ssl


class SecureEcho:
    def __init__(self, tls: ssl.SSLSocket) -> None:
        self.tls = tls

    def run(self) -> None:
        try:
            while True:
                data = self.tls.recv(4096)
                if not data:
                    break
                self.tls.sendall(data)
            self.tls.unwrap()
        finally:
            self.tls.close()
