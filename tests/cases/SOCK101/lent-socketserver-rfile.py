# The server closes what a handler was given as soon as the handler returns: no finding.
import socketserver


class LineHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for _ in range(10):
            line = self.rfile.readline()
            print(line)

    def until_empty(self) -> None:
        while True:
            line = self.rfile.readline()
            if not line:
                return
            self.wfile.write(line)


with socketserver.ThreadingTCPServer(("", 5140), LineHandler) as server:
    server.serve_forever()
