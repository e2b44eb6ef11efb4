import time

import paramiko


def pump(transport: paramiko.Transport) -> None:
    channel = transport.open_session()
    channel.exec_command("uptime")
    while True:
        data = channel.recv(4096)
        if not data:
            break
        print(data)
    channel.close()


def with_the_transport(transport: paramiko.Transport) -> None:
    channel = transport.open_session()
    channel.exec_command("uptime")
    while data := channel.recv(4096):
        print(data)
    transport.close()


def script(client: paramiko.SSHClient) -> None:
    shell = client.invoke_shell()
    shell.sendall(b"show version\n")
    time.sleep(1)
    print(shell.recv(65535).decode())
    client.close()
