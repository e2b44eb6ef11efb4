# The empty read takes the peer out of the list, closes it, and goes on with the next one.
import select
import socket


def relay(listener: socket.socket) -> None:
    peers: list[socket.socket] = []
    while True:
        readable, _, _ = select.select([listener, *peers], [], [])
        for sock in readable:
            if sock is listener:
                conn, _ = listener.accept()
                peers.append(conn)
                continue
            data = sock.recv(1024)
            if not data:
                peers.remove(sock)
                sock.close()
                continue
            for other in peers:
                other.sendall(data)
