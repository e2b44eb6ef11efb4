# recv_into yields 0 at the end of the stream; adding 0 to the count never reaches the size, so the loop spins.
from socket import socket


def receive_image(sock: socket, width: int, height: int) -> bytearray:
    """Receive one raw RGB frame of the camera."""
    frame = bytearray(width * height * 3)
    view = memoryview(frame)
    got = 0
    while got < len(frame):
        got += sock.recv_into(view[got:])  # expect: SOCK101 (spin)
    return frame
