# What the scope closes is the socket, whatever its name stands for by then.
import socket


def serve(server: socket.socket) -> None:
    while True:
        connection, address = server.accept()
        with connection:
            connection.sendall(b"wait for " + str(address).encode())
            connection, address = server.accept()
            connection.close()
