# What a script itself receives from last, it leaves to the end of the process; a function may be called again.
import socket


def ask(server: socket.socket) -> None:
    peer, _ = server.accept()  # expect: SOCK401
    print(peer.recv(100))  # expect: SOCK101 ignored


listener = socket.create_server(("", 4000))
ask(listener)
client, _ = listener.accept()
print(client.recv(100))
