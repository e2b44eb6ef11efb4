# A game is made of the players of its room, each with his connection.
import socket
import threading


class Game:
    def __init__(self, name: str, players) -> None:
        self.name = name
        self.players = players

    def start(self) -> None:
        for player in self.players:
            threading.Thread(target=self.listen, args=(player[1],)).start()

    def listen(self, conn) -> None:
        while True:
            data = conn.recv(100)  # expect: SOCK101 spin
            if data:
                print(self.name, data)


class Lobby:
    def __init__(self) -> None:
        self.rooms = {}

    def enter(self, listener: socket.socket, room: str) -> None:
        conn, _ = listener.accept()
        self.rooms.setdefault(room, []).append([room, conn])
        self.rooms[room].append([room, conn])
        Game(room, self.rooms[room]).start()
