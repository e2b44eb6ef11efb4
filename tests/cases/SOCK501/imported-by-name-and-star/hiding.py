# Its own function and variable hide what the star brings.
import socket

from shared import *

line = open("/dev/null")


def describe(line, text):
    print(line, text)


def ask():
    with socket.create_connection(("gauge", 4003)) as conn:
        describe(conn, b"value?")
        line.send(b"unit?")
