# sys.exit at the end of the stream ends the process, and the system closes what it had open.
import socket
import sys

sock = socket.create_connection(("localhost", 6600))
sock.sendall(b"status\n")

while True:
    data = sock.recv(4096)
    if not data:
        sys.exit("the server has hung up")
    sys.stdout.write(data.decode())
