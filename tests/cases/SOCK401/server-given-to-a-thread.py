"""Who is given the bound method has the server. One that serves for ever comes to no end."""

import http.server
import socketserver
import threading


def in_background(folder):
    server = socketserver.TCPServer(("", 8080), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def in_foreground(folder):
    try:
        server = socketserver.TCPServer(("", 8080), http.server.SimpleHTTPRequestHandler)
        server.serve_forever()
    except KeyboardInterrupt:
        server.socket.close()


def once(folder):
    server = socketserver.TCPServer(("", 8080), http.server.SimpleHTTPRequestHandler)  # expect: SOCK401
    server.handle_request()


class Quiet(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True

    def serve(self):
        self.serve_forever()


def inherited(handler):
    server = Quiet(("", 8080), handler)
    threading.Thread(target=server.serve_forever).start()


def of_its_own(handler):
    server = Quiet(("", 8080), handler)
    threading.Thread(target=server.serve).start()


def asked_for_its_name(handler):
    server = Quiet(("", 8080), handler)  # expect: SOCK401
    print(server.server_address)
