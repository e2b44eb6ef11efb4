import socket
import ssl


def ask(host: str, question: bytes) -> bytes:
    context = ssl.create_default_context()
    with socket.create_connection((host, 443)) as raw, context.wrap_socket(raw, server_hostname=host) as tls:
        tls.send(question)  # expect: SOCK501
        tls.write(question)  # expect: SOCK501
        return tls.recv(100)
