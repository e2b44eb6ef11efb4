# Python 2's iteritems yields the sockets as items does.
import socket


def broadcast(listener, data):
    guests = {}
    guest, address = listener.accept()
    guests[address] = guest
    for _, other in guests.iteritems():
        other.send(data)  # expect: SOCK501


broadcast(socket.create_server(("", 7)), b"hello")
