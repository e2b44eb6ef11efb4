# The name says socket, the value is a websocket client: recv gives messages and raises when the peer is gone.
import json

import websocket


class Ticker:
    def __init__(self, url: str) -> None:
        self.sock = websocket.create_connection(url, timeout=20)

    def run(self) -> None:
        self.sock.send(json.dumps({"op": "subscribe", "args": ["trade"]}))
        while True:
            print(json.loads(self.sock.recv()))
