# connect_ex answers with the error instead of raising it, so the close is come to.
import socket


def is_open(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    answer = sock.connect_ex((host, port))
    sock.close()
    return answer == 0


def is_open_to_a_greeting(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # expect: SOCK401
    sock.connect((host, port))
    sock.close()
    return True


def only_the_open_ones(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # expect: SOCK401
    if sock.connect_ex((host, port)) == 0:
        print(port)
        sock.close()
