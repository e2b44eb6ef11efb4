# If the sender goes away before `size` bytes have come, len(chunk) is 0 from then on and `done` never gets there.
import socket
from pathlib import Path


def download(host: str, port: int, name: str, size: int, target: Path) -> None:
    with socket.create_connection((host, port)) as sock, target.open("wb") as out:
        sock.sendall(f"GET {name}\n".encode())
        done = 0
        while done < size:
            chunk = sock.recv(min(65536, size - done))  # expect: SOCK101 (spin)
            out.write(chunk)
            done += len(chunk)
            print(f"\r{done * 100 // size} %", end="")
