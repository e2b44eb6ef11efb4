"""The empty value is one of those that end the loop."""

import socket


def headers(address):
    with socket.create_connection(address) as sock:
        lines = sock.makefile("rb")
        while True:
            line = lines.readline()
            if line in (b"\r\n", b"\n", b""):
                break
            print(line)


def letters(address):
    with socket.create_connection(address) as sock:
        while True:
            letter = sock.recv(1)
            if letter not in [b"a", b"b"]:
                break


def blank_lines(address):
    with socket.create_connection(address) as sock:
        lines = sock.makefile("rb")
        while True:
            line = lines.readline()  # expect: SOCK101 (spin)
            if line in (b"\r\n", b"\n"):
                break
