import paramiko


def pump(transport: paramiko.Transport) -> None:
    channel = transport.open_session()
    channel.exec_command("tail -f /var/log/syslog")
    while True:
        data = channel.recv(4096)  # expect: SOCK101 (spin)
        print(data)
