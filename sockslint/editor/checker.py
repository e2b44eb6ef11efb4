"""The server's end of the process that checks."""

from __future__ import annotations

import asyncio

import msgspec

from sockslint.companions import Companion, program
from sockslint.editor.orders import Order, Outcome, Refused

_PROGRAM = program("sockslint.editor.checking")
_ENDED = Refused("the process that was checking ended without a word; the next change starts it anew")
_decoder: msgspec.msgpack.Decoder[Outcome | Refused] = msgspec.msgpack.Decoder(Outcome | Refused)


class Checker:
    """Has orders carried out, one at a time, by a process that is started when it is needed."""

    def __init__(self) -> None:
        self._companion: Companion | None = None
        self._free = asyncio.Lock()

    def start(self) -> None:
        """See to it that there is a process, which then comes up by itself. Raises OSError."""
        self._companion = self._companion or Companion(_PROGRAM)

    async def check(self, order: Order) -> Outcome | Refused:
        """What comes of an order. Cancelling this ends the process, if it is at this very order."""
        encoded = msgspec.msgpack.encode(order)
        async with self._free:
            try:
                self.start()
            except OSError as error:
                return Refused(f"no process can be started that checks: {(error.strerror or str(error)).lower()}")
            assert self._companion is not None
            try:
                answer = await asyncio.to_thread(_ask, self._companion, encoded)
            except asyncio.CancelledError:
                self.close()
                raise
            if answer is None:
                self.close()
                return _ENDED
        return _decoder.decode(answer)

    def close(self) -> None:
        """End the process, whatever it is at."""
        companion, self._companion = self._companion, None
        if companion is not None:
            companion.end()


def _ask(companion: Companion, message: bytes) -> bytes | None:
    return companion.ask(message) if companion.is_ready() else None
