# The timeout is the control connection's, which is read by blocking calls; the data connection is asyncio's.
import asyncio
import socket


def order(control: socket.socket, name: str) -> str:
    control.settimeout(5)
    control.sendall(f"SEND {name}\n".encode())
    answer = control.recv(256)
    if not answer:
        control.close()
        raise ConnectionError("the server has gone")
    return answer.decode()


async def store(data: socket.socket, out) -> None:
    reader, writer = await asyncio.open_connection(sock=data)
    try:
        while block := await reader.read(65536):
            out.write(block)
    finally:
        writer.close()
