# What is so short is hardly ever divided, also under a name; what is told of one byte is nothing.
import socket


def greet(peer: socket.socket, name: str) -> None:
    greeting = b"hello"
    peer.send(greeting)  # expect: SOCK501 medium
    greeting = f"hello {name}".encode()
    peer.send(greeting)  # expect: SOCK501 high
    end = b"\n"
    peer.send(end)


def command(peer: socket.socket) -> None:
    order = input("order: ")
    order = order.encode()
    peer.send(order)  # expect: SOCK501 high
