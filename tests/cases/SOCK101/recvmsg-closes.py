# The first part of what recvmsg gives is b"" at the end of the stream; it is tested, and the connection closed.
import array
import socket


def receive_descriptors(sock: socket.socket) -> list[int]:
    fds = array.array("i")
    while True:
        message, ancillary, _, _ = sock.recvmsg(1, socket.CMSG_LEN(16 * fds.itemsize))
        if not message:
            sock.close()
            return list(fds)
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                fds.frombytes(data[: len(data) - len(data) % fds.itemsize])
