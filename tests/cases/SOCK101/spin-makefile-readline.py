# The file of a socket yields '' at the end of the stream; the loop waits for a lone dot that nobody will send.
import socket


def fetch_article(host: str, number: int) -> list[str]:
    """Fetch an article from a news server."""
    with socket.create_connection((host, 119)) as sock, sock.makefile("rw", encoding="latin-1", newline="\r\n") as news:
        news.write(f"ARTICLE {number}\r\n")
        news.flush()
        lines = []
        line = ""
        while line != ".":
            line = news.readline().rstrip("\r\n")  # expect: SOCK101 (spin)
            lines.append(line)
        return lines[:-1]
