# What has been put into a dictionary is in it: the loop over it runs, and what it does may fail.
import socket


def broadcast(hosts):
    sender = socket.socket()  # expect: SOCK401
    known = {}
    for host in hosts:
        known[host] = True
    for host in known:
        sender.connect((host, 7))
    sender.close()
