import paramiko


def tell(transport: paramiko.Transport, data: bytes) -> None:
    with transport.open_session() as channel:
        channel.sendall(data)
