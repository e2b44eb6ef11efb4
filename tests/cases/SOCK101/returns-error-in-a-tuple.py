# The end of the stream comes back as the second part of a pair, which the caller looks at before it goes on.
import socket


def read_reply(sock):
    data = sock.recv(1024)
    if not data:
        return None, "connection closed by server"
    return data.decode(), None


def talk(host, commands):
    sock = socket.create_connection((host, 1234))
    try:
        for command in commands:
            sock.sendall(command.encode())
            reply, error = read_reply(sock)
            if error:
                print(error)
                break
            print(reply)
    finally:
        sock.close()
