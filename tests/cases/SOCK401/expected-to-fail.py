"""The last call in the scope is to raise, so nothing is made. What is made before it is."""

import socket
import unittest

import pytest


class ClosedPort(unittest.TestCase):
    def test_it_is_refused(self):
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("localhost", 1))

    def test_it_is_refused_again(self):
        with self.assertRaises(ConnectionRefusedError) as caught:
            sock = socket.create_connection(("localhost", 1))
        self.assertEqual(caught.exception.errno, 111)

    def test_it_is_open(self):
        with self.subTest("open"):
            socket.create_connection(("localhost", 7070))  # expect: SOCK401


def test_no_address_is_no_address():
    with pytest.raises(OSError, match="Name or service"):
        socket.create_connection(("nowhere.invalid", 7070))


def test_a_closed_port_refuses():
    sock = socket.socket()  # expect: SOCK401
    with pytest.raises(OSError):
        sock.connect(("localhost", 1))


def test_nobody_answers():
    with pytest.raises(TimeoutError):
        sock = socket.create_connection(("localhost", 7070))  # expect: SOCK401
        sock.recv(1)
