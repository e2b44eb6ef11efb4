# Leaving the with block closes the connection, whichever way the loop ends.
import socket
import threading


def handle(conn: socket.socket, address: tuple[str, int]) -> None:
    with conn:
        while True:
            data = conn.recv(1024)
            if not data:
                break
            print(address, data)


def main() -> None:
    with socket.create_server(("127.0.0.1", 65432)) as server:
        while True:
            conn, address = server.accept()
            threading.Thread(target=handle, args=(conn, address)).start()


if __name__ == "__main__":
    main()
