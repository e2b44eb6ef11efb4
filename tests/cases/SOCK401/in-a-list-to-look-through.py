"""A list that only this function looks through hands nothing to anybody."""

import select
import socket


def relay(client: socket.socket, address: tuple[str, int]) -> None:
    server = socket.create_connection(address)  # expect: SOCK401
    both = [client, server]
    going = True
    while going:
        ready, _, failed = select.select(both, [], both, 5)
        if failed or not ready:
            break
        for each in ready:
            other = both[1] if each is both[0] else both[0]
            data = each.recv(8192)
            if not data:
                going = False
                break
            other.sendall(data)
    client.close()


def relay_and_close(client: socket.socket, address: tuple[str, int]) -> None:
    server = socket.create_connection(address)
    both = [client, server]
    going = True
    while going:
        ready, _, _ = select.select(both, [], [])
        for each in ready:
            data = each.recv(8192)
            if not data:
                going = False
            both[each is client].sendall(data)
    for each in both:
        each.close()


def keep(kept: list[socket.socket], address: tuple[str, int]) -> None:
    server = socket.create_connection(address)
    made = [server]
    for each in made:
        kept.append(each)


def give(address: tuple[str, int]) -> list[socket.socket]:
    server = socket.create_connection(address)
    made = [server]
    chosen = made
    return chosen


def entrust(pump, address: tuple[str, int]) -> None:
    server = socket.create_connection(address)
    made = [server]
    pump(made)
