"""What is to raise sends nothing, all or part."""

import socket

import pytest


def test_nothing_goes_out_after_the_close(address):
    with socket.create_connection(address) as sock:
        sock.shutdown(socket.SHUT_WR)
        with pytest.raises(BrokenPipeError):
            sock.send(b"too late")


def test_all_goes_out(address):
    with socket.create_connection(address) as sock:
        sock.send(b"in time")  # expect: SOCK501


def test_nothing_is_counted(address, counted):
    with socket.create_connection(address) as sock:
        sock.shutdown(socket.SHUT_WR)
        with pytest.raises(BrokenPipeError):
            counted.append(sock.send(b"too late"))
