import socket

import shared
from shared import line


def ask():
    line.send(b"value?")  # expect: SOCK501
    shared.line.send(b"unit?")  # expect: SOCK501
    return socket.gethostname()
