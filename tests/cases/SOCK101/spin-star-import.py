# `from socket import *` gives the same socket: b"" is decoded to '' and appended, until the sentinel that never comes.
from socket import *


def ask(question):
    with socket(AF_INET, SOCK_STREAM) as s:
        s.connect(("localhost", 12000))
        s.sendall(question.encode() + b"\n")
        answer = ""
        while not answer.endswith("END\n"):
            answer += s.recv(1024).decode()  # expect: SOCK101 (spin)
    return answer[:-4]
