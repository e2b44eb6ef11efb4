# The except never fires when the server closes properly: recv yields b"", and the thread prints empty lines for ever.
import socket
import threading


def listen(sock):
    while True:
        try:
            message = sock.recv(1024).decode("utf-8")  # expect: SOCK101 (spin)
            print(message)
        except OSError:
            print("An error occurred!")
            sock.close()
            break


def main():
    nickname = input("Choose a nickname: ")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.connect(("127.0.0.1", 55555))
        threading.Thread(target=listen, args=(client,), daemon=True).start()
        while True:
            client.sendall(f"{nickname}: {input()}".encode())


main()
