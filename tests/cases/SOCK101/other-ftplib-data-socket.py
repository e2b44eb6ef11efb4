# `socket` is a local name for ftplib's data connection, which the with closes at the end of the transfer.
import ftplib


def retrieve(host: str, name: str) -> bytes:
    content = bytearray()
    with ftplib.FTP(host, "anonymous", "guest") as ftp:
        with ftp.transfercmd(f"RETR {name}") as socket:
            while block := socket.recv(8192):
                content += block
        ftp.voidresp()
    return bytes(content)
