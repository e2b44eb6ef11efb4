# A paramiko channel is no socket, though its empty read means the same; it is closed on it anyway.
import paramiko


def run(client: paramiko.SSHClient, command: str) -> bytes:
    channel = client.get_transport().open_session()
    channel.exec_command(command)
    output = b""
    while True:
        part = channel.recv(4096)
        if not part:
            channel.close()
            return output
        output += part
