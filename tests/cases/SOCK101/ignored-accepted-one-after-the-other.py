# A script that greets one client after the other: what it keeps the connection in is given the next one.
import socket

server = socket.create_server(("", 7007))
while True:
    conn, address = server.accept()  # expect: SOCK401
    name = conn.recv(100)  # expect: SOCK101 (ignored)
    conn.sendall(b"hello " + name)
