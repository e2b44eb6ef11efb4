# There are too many ways through the commands to follow them all. One that goes round for ever is enough to tell of it;
# where none does, the others count as fine.
import socket


def believing(conn: socket.socket):
    while True:
        try:
            command = input()
            more = command.endswith("+")
            if command == "quit":
                break
            elif command == "get":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("get", answer)
            elif command == "put":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("put", answer)
            elif command == "list":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("list", answer)
            elif command == "info":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("info", answer)
            elif command == "drop":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("drop", answer)
            elif command == "shot":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("shot", answer)
            elif command == "cam":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("cam", answer)
            elif command == "lock":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("lock", answer)
            elif command == "open":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("open", answer)
            elif command == "scan":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("scan", answer)
            elif command == "ping":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("ping", answer)
            elif command == "wifi":
                conn.sendall(command.encode())
                size = conn.recv(1024).decode()  # expect: SOCK101
                answer = conn.recv(4096)  # expect: SOCK101
                while more:
                    answer += conn.recv(4096)  # expect: SOCK101
                    more = int(size) > len(answer)
                print("wifi", answer)
        except ValueError as error:
            print(error)
    conn.close()


def received(conn: socket.socket):
    data = conn.recv(4096)
    if not data:
        conn.close()
        raise SystemExit("the other side has gone")
    return data


def asking(conn: socket.socket):
    while True:
        try:
            command = input()
            more = command.endswith("+")
            if command == "quit":
                break
            elif command == "get":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("get", answer)
            elif command == "put":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("put", answer)
            elif command == "list":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("list", answer)
            elif command == "info":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("info", answer)
            elif command == "drop":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("drop", answer)
            elif command == "shot":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("shot", answer)
            elif command == "cam":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("cam", answer)
            elif command == "lock":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("lock", answer)
            elif command == "open":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("open", answer)
            elif command == "scan":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("scan", answer)
            elif command == "ping":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("ping", answer)
            elif command == "wifi":
                conn.sendall(command.encode())
                size = received(conn)
                answer = received(conn)
                while more:
                    answer += received(conn)
                    more = int(size) > len(answer)
                print("wifi", answer)
        except ValueError as error:
            print(error)
    conn.close()
