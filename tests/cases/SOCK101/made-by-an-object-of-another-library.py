"""A message queue's context makes sockets of its own kind, whatever their member is called."""

import zmq


class Line:
    def __init__(self, address: str) -> None:
        context = zmq.Context()
        self.socket = context.socket(zmq.REP)
        self.socket.bind(address)

    def ask(self) -> str:
        message = self.socket.recv(zmq.NOBLOCK)
        return message.decode()

    def answer(self, text: str) -> None:
        self.socket.send(text.encode())
