# Each loop ends, the inner one as often as the outer one turns; around the same in a loop for ever it does not.
import socket


def calibrate(sock: socket.socket) -> list[bytes]:
    samples = []
    for _ in range(5):
        for _ in range(3):
            samples.append(sock.recv(16))
    sock.close()
    return samples


def measure(sock: socket.socket) -> None:
    while True:
        for _ in range(3):
            print(sock.recv(16))  # expect: SOCK101 (spin)
