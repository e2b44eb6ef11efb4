# reader is a file that a log daemon appends to: an empty read means "nothing yet", and it is asked again later.
import time


def tail(path):
    with open(path, "rb") as reader:
        reader.seek(0, 2)
        while True:
            line = reader.readline()
            if not line:
                time.sleep(0.5)
                continue
            print(line.decode(), end="")
