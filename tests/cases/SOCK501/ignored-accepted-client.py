import socket


def serve(page: bytes) -> None:
    with socket.create_server(("", 8080)) as server:
        while True:
            client, _ = server.accept()
            with client:
                client.send(page)  # expect: SOCK501
