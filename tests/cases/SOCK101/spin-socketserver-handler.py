# The server would close the request after handle(), but handle() never returns: readline yields b"" for ever.
import socketserver


class LogHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while True:
            line = self.rfile.readline()  # expect: SOCK101 (spin)
            if line.startswith(b"QUIT"):
                break
            print(self.client_address[0], line.decode(errors="replace").rstrip())


def main() -> None:
    with socketserver.ThreadingTCPServer(("", 5140), LogHandler) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
