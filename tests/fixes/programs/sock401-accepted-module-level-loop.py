# A script whose loop never ends: each turn loses a connection.
import socket

listener = socket.create_server(("", 7000))
while True:
    conn, address = listener.accept()  # expect: SOCK401 (normal-path)
    conn.sendall(b"hello")
