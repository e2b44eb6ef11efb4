# The wrapper owns the socket; a failed handshake closes it.
import socket
import ssl


def dial(address: tuple[str, int]) -> ssl.SSLSocket:
    sock = socket.create_connection(address)
    return ssl.create_default_context().wrap_socket(sock, server_hostname=address[0])
