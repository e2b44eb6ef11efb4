# recvfrom_into on a datagram socket: a count of 0 is an empty packet, and the next one may well be full.
import socket


class VoiceReceiver:
    def __init__(self) -> None:
        self._udp = socket.socket(type=socket.SOCK_DGRAM)
        self._packet = bytearray(4096)
        self.frames = 0

    def run(self, port: int) -> None:
        self._udp.bind(("0.0.0.0", port))
        while True:
            size, _ = self._udp.recvfrom_into(self._packet)
            self.frames += size // 960
