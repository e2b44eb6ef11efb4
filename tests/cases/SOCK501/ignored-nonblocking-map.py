import select
import socket


def pump(hosts: list[str], page: bytes) -> None:
    by_number = {}
    for host in hosts:
        sock = socket.create_connection((host, 80))
        sock.setblocking(False)
        by_number[sock.fileno()] = sock
    _, writable, _ = select.select([], list(by_number), [])
    for number in writable:
        by_number[number].send(page)  # expect: SOCK501
    for sock in by_number.values():
        sock.close()
