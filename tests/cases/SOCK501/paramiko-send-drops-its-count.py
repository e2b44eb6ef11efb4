import paramiko


def tell(transport: paramiko.Transport, data: bytes) -> None:
    with transport.open_session() as channel:
        channel.send(data)  # expect: SOCK501
