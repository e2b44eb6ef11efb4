# Whatever was read, the next read is set up by a timer: after the peer's close too, ten times a second, for ever.
import socket
import threading


class Thermostat:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.readings: list[str] = []

    def poll(self) -> None:
        self.sock.sendall(b"T?\n")
        self.readings.append(self.sock.recv(32).decode())  # expect: SOCK101
        threading.Timer(0.1, self.poll).start()


def watch(sock: socket.socket) -> Thermostat:
    thermostat = Thermostat(sock)
    thermostat.poll()
    return thermostat
