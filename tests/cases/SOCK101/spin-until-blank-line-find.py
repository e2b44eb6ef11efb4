# The header loop looks only for the blank line; a client that connects and closes keeps it at 100 % of a processor.
import socket
import threading


def serve_client(conn: socket.socket) -> None:
    with conn:
        head = b""
        while head.find(b"\r\n\r\n") < 0:
            head += conn.recv(1024)  # expect: SOCK101 (spin)
        method, path, _ = head.split(b" ", 2)
        body = b"%s %s\n" % (method, path)
        conn.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


def main() -> None:
    with socket.create_server(("", 8080)) as listener:
        while True:
            conn, _ = listener.accept()
            threading.Thread(target=serve_client, args=(conn,), daemon=True).start()
