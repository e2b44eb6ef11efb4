# A half message never parses: with the peer gone the buffer stays as it is, and parsing it is tried for ever.
import json
import socket


class RpcClient:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def call(self, method, *params):
        request = {"method": method, "params": params, "id": 1}
        self.sock.sendall(json.dumps(request).encode())
        buffer = b""
        while True:
            buffer += self.sock.recv(4096)  # expect: SOCK101 (spin)
            try:
                return json.loads(buffer)["result"]
            except json.JSONDecodeError:
                continue

    def close(self):
        self.sock.close()
