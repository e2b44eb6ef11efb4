# What other files import: a connection, and a function that is given one.
import socket

line = socket.create_connection(("gauge", 4001))


def transmit(conn, text):
    conn.send(text)  # expect: SOCK501


def describe(thing, text):
    thing.send(text)
