# A half-closed socket is readable for ever: level-triggered epoll reports it again at once, and b"" is appended again.
import select
import socket


def collect(conns: list[socket.socket]) -> None:
    by_fd = {conn.fileno(): conn for conn in conns}
    buffers = {fd: bytearray() for fd in by_fd}
    poll = select.epoll()
    for fd in by_fd:
        poll.register(fd, select.EPOLLIN)
    while True:
        for fd, event in poll.poll():
            if event & select.EPOLLHUP:
                poll.unregister(fd)
                by_fd.pop(fd).close()
            elif event & select.EPOLLIN:
                conn: socket.socket = by_fd[fd]
                buffers[fd] += conn.recv(1024)  # expect: SOCK101 (spin)
