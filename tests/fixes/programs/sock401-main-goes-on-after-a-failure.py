# A failure is printed, and the next turn makes another.
import socket
import time


def main() -> None:
    while True:
        try:
            sock = socket.socket()  # expect: SOCK401 (exception-path)
            sock.connect(("localhost", 7))
            sock.sendall(b"hello")
            sock.close()
        except OSError as error:
            print(error)
        time.sleep(1)


if __name__ == "__main__":
    main()
