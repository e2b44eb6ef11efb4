# To use an attribute of the None that ends the stream raises, and the handler closes.
import socket


def read_line(connection: socket.socket) -> str | None:
    data = connection.recv(4096)
    if not data:
        return None
    return data.decode()


def serve(connection: socket.socket) -> None:
    try:
        while True:
            line = read_line(connection)
            print(line.strip())
    except AttributeError:
        connection.close()


serve(socket.create_connection(("localhost", 7)))
