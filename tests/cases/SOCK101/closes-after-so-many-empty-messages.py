# A handler that gives up after five messages of which nothing can be made: the count is kept by another method.
import json
import socketserver


class Room(socketserver.BaseRequestHandler):
    empty = 0

    def handle(self) -> None:
        self.empty = 0
        while self.empty < 5:
            kind = self.understood(self.request.recv(1024).decode().strip())
            if kind == "bye":
                break

    def understood(self, message: str) -> str | None:
        try:
            kind = json.loads(message)["kind"]
            self.empty = 0
            return kind
        except (TypeError, json.JSONDecodeError):
            self.empty += 1
            return None


class Hall(socketserver.BaseRequestHandler):
    empty = 0

    def handle(self) -> None:
        while self.empty < 5:
            kind = self.understood(self.request.recv(1024).decode().strip())  # expect: SOCK101 (spin)
            if kind == "bye":
                break

    def understood(self, message: str) -> str | None:
        try:
            return json.loads(message)["kind"]
        except (TypeError, json.JSONDecodeError):
            print("cannot read", self.empty)
            return None
