"""Nothing has no first byte, and cannot be unpacked: the exception leaves the loop, and ``with`` closes."""

import socket


def first_byte(address):
    with socket.create_connection(address) as sock:
        while True:
            data = sock.recv(1)
            if data[0] == 10:
                break


def three_words(address):
    with socket.create_connection(address) as sock:
        while True:
            method, path, _ = sock.recv(4096).decode().split()
            print(method, path)


def two_parts(address):
    with socket.create_connection(address) as sock:
        while True:
            line = sock.recv(4096).decode().strip()
            code, text = line.split(" ", 1)
            print(code, text)


def first_word(address):
    with socket.create_connection(address) as sock:
        while True:
            words = sock.recv(4096).strip().split()
            print(words[0].lower())


def each_word(address):
    with socket.create_connection(address) as sock:
        while True:
            for word in sock.recv(4096).split():  # expect: SOCK101 (spin)
                print(word.lower())


def first_part(address):
    with socket.create_connection(address) as sock:
        while True:
            code = sock.recv(4096).decode().split(" ")[0]  # expect: SOCK101 (spin)
            print(code)
