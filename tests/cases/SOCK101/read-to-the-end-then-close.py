# read() waits for the end, which is what an HTTP/1.0 answer ends with; the writer is closed right after.
import asyncio


async def get(host: str, path: str) -> bytes:
    reader, writer = await asyncio.open_connection(host, 80)
    try:
        writer.write(f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        answer = await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()
    return answer.partition(b"\r\n\r\n")[2]
