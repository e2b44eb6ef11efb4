import socket


def read_all(conn):
    while conn.recv(100):
        pass


server = socket.create_server(("", 7007))
while True:
    conn, address = server.accept()
    try:
        read_all(conn)
    finally:
        conn.close()
