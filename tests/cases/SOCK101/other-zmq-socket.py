# A zmq socket hides its connections: recv gives whole messages, an empty one means nothing.
import zmq


def collect(port: int) -> None:
    context = zmq.Context()
    sock = context.socket(zmq.PULL)
    sock.bind(f"tcp://*:{port}")
    while True:
        message = sock.recv()
        print(message.decode())
