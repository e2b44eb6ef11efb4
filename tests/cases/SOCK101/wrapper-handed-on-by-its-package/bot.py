"""What makes the connection comes from within the package, which hands it on; a namesake there makes a text."""

import lib


async def listen() -> None:
    reader, writer = await lib.link("peer")
    while True:
        data = await reader.read(100)  # expect: SOCK101 not-closed
        if not data:
            break
        print(data)
