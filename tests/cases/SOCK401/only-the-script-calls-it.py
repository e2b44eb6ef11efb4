# A failure in what only the script calls ends the process, if nothing on the way catches it.
import socket


def serve(port: int) -> None:
    server = socket.socket()
    server.bind(("", port))
    server.listen()
    server.close()


def probe(port: int) -> None:
    client = socket.socket()  # expect: SOCK401 exception-path
    client.connect(("localhost", port))
    client.close()


def try_all() -> None:
    for port in (1, 2, 3):
        try:
            probe(port)
        except OSError:
            print("nobody at", port)


if __name__ == "__main__":
    try_all()
    serve(4000)
