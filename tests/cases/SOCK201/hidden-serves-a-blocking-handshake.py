# No finding by default: a blocking request and answer come first, and they obey the timeout; the streams follow.
import asyncio
import socket


class ProxyError(Exception):
    pass


async def through_proxy(sock: socket.socket, host: str, port: int):
    sock.settimeout(8)
    sock.sendall(f"CONNECT {host}:{port} HTTP/1.1\r\n\r\n".encode())
    answer = sock.recv(1024)
    if b" 200 " not in answer:
        sock.close()
        raise ProxyError(answer)
    return await asyncio.open_connection(sock=sock)
