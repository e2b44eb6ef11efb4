import socket

import protocol


def serve(conn: socket.socket) -> None:
    with conn:
        while True:
            request = protocol.receive(conn)
            if request is None:
                break
            protocol.reply(conn, id=request.get("id"), ok=True)


def main() -> None:
    with socket.create_server(("localhost", 4000)) as listener:
        while True:
            conn, _ = listener.accept()
            serve(conn)


if __name__ == "__main__":
    main()
