# The process ends with the script, and its socket with it.
import socket

sock = socket.create_connection(("localhost", 7))
sock.sendall(b"hello")
