# All that is done with this socket blocks a thread of the executor, handshake first, and obeys the timeout there.
import asyncio
import socket
import ssl


class Vault:
    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        self.context = context
        self.host = host

    def _secure(self, sock: socket.socket) -> ssl.SSLSocket:
        sock.settimeout(10)
        return self.context.wrap_socket(sock, server_hostname=self.host)

    def _ask(self, tls: ssl.SSLSocket, question: bytes) -> bytes:
        with tls:
            tls.sendall(question)
            return tls.recv(4096)

    async def ask(self, sock: socket.socket, question: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        tls = await loop.run_in_executor(None, self._secure, sock)
        return await loop.run_in_executor(None, self._ask, tls, question)
