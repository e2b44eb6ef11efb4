# All that have connected are received from each time that another does; who has gone stays among them.
import socket

server = socket.create_server(("127.0.0.1", 7))
connections = []

while True:
    connection, address = server.accept()
    connections.append(connection)
    for each in connections:
        data = each.recv(4096)  # expect: SOCK101
        if not data:
            break
        each.sendall(data)
