# The name is wanted for itself: the address decides who may come in, not whether somebody is there.
import socket

ALLOWED = {"10.0.0.1", "10.0.0.2"}


def admit(conn: socket.socket, quota: dict[str, int]) -> bool:
    host, _ = conn.getpeername()
    if host not in ALLOWED:
        conn.close()
        return False
    quota[host] = quota.get(host, 0) + 1
    conn.sendall(b"welcome\n")
    return True
