import socket

from shared import *


def ask():
    conn = socket.create_connection(("gauge", 4002))
    with conn:
        transmit(conn, b"value?")
        line.send(b"unit?")  # expect: SOCK501
