def average():
    total, count = 0.0, 0
    mean = None
    while True:
        value = yield mean
        total, count = total + value, count + 1
        mean = total / count


def run(values):
    sock = average()
    next(sock)
    for value in values:
        sock.send(value)
