# partial makes the call that iter repeats until b""; the with closes after the loop.
import functools
import socket
import sys


def main() -> None:
    with socket.create_connection(("time.nist.gov", 13)) as sock:
        for block in iter(functools.partial(sock.recv, 1024), b""):
            sys.stdout.write(block.decode("ascii"))


main()
