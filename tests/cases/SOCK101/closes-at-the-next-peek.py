# A short frame is dropped; the next turn peeks, sees the end and closes.
import select
import socket


def serve(listener: socket.socket) -> None:
    conns: list[socket.socket] = []
    while True:
        for sock in select.select([listener, *conns], [], [])[0]:
            if sock is listener:
                conns.append(listener.accept()[0])
                continue
            if not sock.recv(1, socket.MSG_PEEK):
                conns.remove(sock)
                sock.close()
                continue
            frame = b""
            while len(frame) < 6:
                part = sock.recv(6 - len(frame))
                if not part:
                    break
                frame += part
            print(frame)
