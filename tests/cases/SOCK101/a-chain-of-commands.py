"""Every command of the shell receives from the same connection: each is judged, however many sets of them a path may
come by."""

import socket


class Shell:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def _null(self) -> None:
        self.sock.sendall(b" ")
        print(self.sock.recv(1024).decode())  # expect: SOCK101 ignored

    def _fetch(self, name: str) -> None:
        size = int(self.sock.recv(64).decode())
        with open(name, "wb") as file:
            while size > 0:
                data = self.sock.recv(1024)  # expect: SOCK101 spin
                size -= len(data)
                file.write(data)

    def run(self) -> None:
        self._null()
        while True:
            try:
                command = input()
                if command == "quit":
                    break
                elif command == "":
                    self._null()
                elif command.startswith("get "):
                    self.sock.sendall(command.encode())
                    answer = self.sock.recv(1024).decode()  # expect: SOCK101 not-closed
                    if "no such file" in answer:
                        print(answer)
                    elif "not a file" in answer:
                        print(answer)
                    else:
                        self._fetch(command[4:])
                elif "screen" in command:
                    self.sock.sendall(command.encode())
                    self._fetch("screen.png")
                elif "camera" in command:
                    self.sock.sendall(command.encode())
                    self._fetch("camera.png")
                elif command == "where":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(2048).decode())  # expect: SOCK101 ignored
                elif "lock" in command:
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(4096).decode())  # expect: SOCK101 ignored
                elif "free" in command:
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(8192).decode())  # expect: SOCK101 ignored
                elif command == "battery":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(3072).decode())  # expect: SOCK101 ignored
                elif command == "uptime":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(4096).decode())  # expect: SOCK101 ignored
                elif command == "users":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(5120).decode())  # expect: SOCK101 ignored
                elif command == "disks":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(6144).decode())  # expect: SOCK101 ignored
                elif command == "routes":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(7168).decode())  # expect: SOCK101 ignored
                elif command == "mounts":
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(8192).decode())  # expect: SOCK101 ignored
                else:
                    self.sock.sendall(command.encode())
                    print(self.sock.recv(65536).decode())  # expect: SOCK101 ignored
            except ValueError as error:
                print(error)
                break
