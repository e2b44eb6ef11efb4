# "As long as there is a peer" is as long as we do not close: the loop sends to a peer that has left.
import socket
import time


def publish(sock: socket.socket, sensor) -> None:
    with sock:
        while sock.getpeername():  # expect: SOCK301 (loop)
            sock.sendall(f"{sensor.read():.2f}\n".encode())
            time.sleep(1)
