# A method of that name of the program's own.
import asyncio
import socket


class Radio:
    def sock_recv(self, sock: socket.socket, size: int) -> bytes:
        return sock.recv(size)


def ask(radio: Radio, address: tuple[str, int]) -> bytes:
    with socket.create_connection(address) as sock:
        return radio.sock_recv(sock, 4096)
