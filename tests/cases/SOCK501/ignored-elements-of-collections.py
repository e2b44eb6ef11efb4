# A connection is found again in whatever it was put into, and however it is taken out.
import collections
import socket


class Room:
    def __init__(self):
        self.members = []
        self.named = {}
        self.names = {}
        self.pairs = []
        self.records = {}
        self.late = collections.deque()

    def enter(self, name, sock: socket.socket):
        self.members.append(sock)
        self.named[name] = sock
        self.names[sock] = name
        self.pairs.append((sock, name))
        self.records[name] = {"sock": sock, "name": name}

    def loop(self, text):
        for member in self.members:
            member.send(text)  # expect: SOCK501

    def slice(self, text):
        for member in self.members[:]:
            member.send(text)  # expect: SOCK501

    def copies(self, text):
        for member in list(self.named.values()):
            member.send(text)  # expect: SOCK501

    def numbered(self, text):
        for number, member in enumerate(self.members):
            member.send(text + bytes([number]))  # expect: SOCK501

    def others(self, me, text):
        for member in [member for member in self.members if member is not me]:
            member.send(text)  # expect: SOCK501

    def entries(self, text):
        for name, member in self.named.items():
            member.send(name + text)  # expect: SOCK501

    def keys(self, text):
        for member in self.names:
            member.send(text)  # expect: SOCK501

    def keys_of_entries(self, text):
        for member, name in self.names.items():
            member.send(name + text)  # expect: SOCK501

    def taken_apart(self, text):
        for member, name in self.pairs:
            member.send(name + text)  # expect: SOCK501

    def by_number(self, text):
        for pair in self.pairs:
            pair[0].send(text)  # expect: SOCK501

    def by_field(self, text):
        for record in self.records.values():
            record["sock"].send(text)  # expect: SOCK501

    def merged(self, text):
        self.late.extend(self.members)
        self.late[0].send(text)  # expect: SOCK501

    def whole(self, text):
        for member, name in self.names.items():
            member.sendall(name + text)


class Mailbox:
    """Not every dictionary of the program holds connections."""

    def __init__(self):
        self.senders = {}

    def enter(self, name, sender):
        self.senders[name] = sender

    def post(self, text):
        for name, sender in self.senders.items():
            sender.send(text)
