# All that was gathered is tested, instead of what was received last: with a part of a message the loop goes on for ever.
import socket


def fill(peer: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += peer.recv(size - len(data))  # expect: SOCK101 spin
        if not data:
            peer.close()
            break
    return data


def fill_by_chunks(peer: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        chunk = peer.recv(size - len(data))
        data += chunk
        if not chunk:
            peer.close()
            break
    return data


def last_part_without_a_look(peer: socket.socket, size: int) -> None:
    got = 0
    while got < size:
        if size - got > 1024:
            got += len(peer.recv(1024))  # expect: SOCK101 spin
        else:
            print(peer.recv(1024))
            got = size
    peer.close()
