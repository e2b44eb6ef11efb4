import http.client
import socket


def ask(host: str, body: bytes) -> bytes:
    conn = http.client.HTTPConnection(host, timeout=socket.getdefaulttimeout())
    conn.connect()
    conn.send(body)
    return conn.getresponse().read()
