# Whoever has received from each player closes each player: the list that holds the connection is not empty.
import socket


class Player:
    def __init__(self, conn):
        self.conn = conn


class Table:
    def __init__(self):
        self.players = []
        self.listener = socket.create_server(("", 7))

    def seat(self):
        conn, _ = self.listener.accept()
        self.players.append(Player(conn))

    def hear(self):
        for player in self.players:
            print(player.conn.recv(10))

    def play(self):
        self.seat()
        self.hear()
        for player in self.players:
            player.conn.close()
        self.players = []

    def last_round(self):
        self.hear()
        for player in self.players:
            player.conn.close()

    def peek(self):
        for player in self.players:
            print(player.conn.recv(1))  # expect: SOCK101
        for player in self.players:
            if player is None:
                player.conn.close()


def main():
    table = Table()
    while True:
        table.play()
