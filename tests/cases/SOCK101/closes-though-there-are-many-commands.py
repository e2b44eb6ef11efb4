# There are too many ways through the commands to follow them all. Whatever is taken off the front, nothing is left when
# the next piece is read, so that of an empty one nothing comes.
import socket

handlers = {}
debug = False
listener = socket.create_server(("", 4030))
while True:
    conn, address = listener.accept()
    text = ""
    try:
        while True:
            text += conn.recv(16).decode()
            if not text:
                break
            if debug:
                print("Processing", text)
            while text:
                while text[0:1] == "#":
                    text = text[1:]
                if not text:
                    break
                if "#" in text:
                    command = text[: text.index("#")]
                    text = text[len(command) + 1 :]
                    name, value = command[:3], command[3:]
                else:
                    command = text
                    name = command[:3]
                    value = command[3:]
                    text = ""
                if not name:
                    print("No command?")
                elif name in handlers:
                    if value:
                        if debug:
                            print("Command", name, value)
                        answer = handlers[name](value)
                    else:
                        answer = handlers[name]()
                    if answer:
                        if debug:
                            print("Command", name, "sending", answer)
                        conn.sendall(answer)
                    else:
                        if debug:
                            print("Command", name, "no answer")
                else:
                    print("Unknown command", command, "from", name, text)
    finally:
        conn.close()
