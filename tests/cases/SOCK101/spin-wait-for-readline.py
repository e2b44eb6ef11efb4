# wait_for covers silence only; the end of the stream is b"" at once, not a timeout, so the loop runs hot.
import asyncio
import logging

log = logging.getLogger(__name__)


async def watch_alarms(host: str, port: int) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while True:
            try:
                line = await asyncio.wait_for(reader.readline(), timeout=30)  # expect: SOCK101 (spin)
            except TimeoutError:
                writer.write(b"PING\r\n")
                continue
            if line.startswith(b"ALARM"):
                log.warning("panel: %s", line.decode().strip())
    finally:
        writer.close()
