# What fails fails only for those who ask for it; the default does not.
import socket


def prepare(connection: socket.socket, strict: bool = False, hosts: list[str] | None = None) -> None:
    if strict:
        raise ValueError("not this one")
    if hosts is not None:
        raise ValueError(hosts)
    connection.settimeout(5)


def dial() -> socket.socket:
    connection = socket.socket()
    prepare(connection)
    return connection


def dial_with(options: dict[str, bool]) -> socket.socket:
    connection = socket.socket()  # expect: SOCK401 (exception-path)
    prepare(connection, **options)
    return connection


def dial_strictly() -> socket.socket:
    connection = socket.socket()  # expect: SOCK401 (exception-path)
    prepare(connection, True)
    return connection
