# conn is one end of a multiprocessing pipe: its recv gives objects, and raises EOFError at the end.
import multiprocessing


def worker(conn):
    while True:
        job = conn.recv()
        conn.send(sum(job))


def main():
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=worker, args=(theirs,), daemon=True)
    process.start()
    ours.send(range(100))
    print(ours.recv())


if __name__ == "__main__":
    main()
