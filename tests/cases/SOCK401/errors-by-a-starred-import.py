# `error` comes from the module with everything else, and is OSError: no finding.
from socket import *


def connect(host):
    sock = socket(AF_INET, SOCK_STREAM)
    try:
        sock.connect((host, 7))
    except error:
        sock.close()
        raise
    return sock
