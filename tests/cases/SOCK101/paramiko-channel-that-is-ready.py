"""A channel that is ready has something to receive: at the end it is not."""

import paramiko


class Shell:
    def __init__(self, client: paramiko.SSHClient):
        self.channel = client.get_transport().open_session()

    def close(self):
        self.channel.close()

    def copy(self, out):
        while True:
            while self.channel.recv_ready():
                out(self.channel.recv(4096))
            while self.channel.recv_stderr_ready():
                out(self.channel.recv_stderr(4096))
            if self.channel.exit_status_ready():
                break
        self.close()

    def copy_for_ever(self, out):
        while True:
            data = self.channel.recv(4096)  # expect: SOCK101
            if data:
                out(data)
