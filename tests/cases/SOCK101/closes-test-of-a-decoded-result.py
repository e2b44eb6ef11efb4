"""A test of what nobody can look into made of the result may well be the one for the end, also where the caller closes."""

import socket

from elsewhere import to_text


def shell(channel: socket.socket):
    while True:
        text = to_text(channel.recv(1024))
        if len(text) == 0:
            break
        print(text)


def talk():
    with socket.create_connection(("localhost", 22)) as connection:
        shell(connection)


def goes_on(channel: socket.socket):
    while True:
        text = channel.recv(1024).decode()  # expect: SOCK101
        if len(text) == 0:
            print("nothing")
        print(text)


def talk_on():
    with socket.create_connection(("localhost", 22)) as connection:
        goes_on(connection)
