"""Two users on one UDP port: rivals.py OWNER THIEF PORT, with the numbers of two users. Needs root.

Each takes the port first once, and on the same address or on all. Labels: owner-alone, and from each arrangement owner-ARRANGEMENT and
thief-ARRANGEMENT.
"""
import os
import socket
import sys
import time

OWNER, THIEF, SINK = int(sys.argv[1]), int(sys.argv[2]), ("127.0.0.1", int(sys.argv[3]))


class Rival:
    """A process of a user, which binds a port when told to and sends labels."""

    def __init__(self, uid, address):
        self.orders, told = os.pipe()
        done, self.answers = os.pipe()
        if os.fork() == 0:
            self.obey(uid, address, os.fdopen(self.orders), os.fdopen(self.answers, "w"))
            os._exit(0)
        self.tell, self.hear = os.fdopen(told, "w"), os.fdopen(done)

    def obey(self, uid, address, orders, answers):
        os.setresuid(uid, uid, uid)
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for order in orders:
            if order == "bind\n":
                s.bind(address)
            elif order == "end\n":
                return
            else:
                s.sendto(order.strip().encode() + b" ", SINK)
            print("done", file=answers, flush=True)

    def order(self, words):
        print(words, file=self.tell, flush=True)
        self.hear.readline()


def arrange(name, port, owner_address, thief_address, thief_first):
    owner, thief = Rival(OWNER, (owner_address, port)), Rival(THIEF, (thief_address, port))
    for rival in (thief, owner) if thief_first else (owner, thief):
        rival.order("bind")
        if not thief_first and rival is owner:
            owner.order("owner-alone")
            time.sleep(0.5)  # The owner is known, and remembered.
    for _ in range(3):
        thief.order(f"thief-{name}")
        owner.order(f"owner-{name}")
        time.sleep(0.3)  # Longer than an unknown process is remembered.
    for rival in (owner, thief):
        print("end", file=rival.tell, flush=True)


arrange("behind", 7001, "127.0.0.1", "127.0.0.1", False)
arrange("before", 7002, "127.0.0.1", "127.0.0.1", True)
arrange("behind-any", 7003, "127.0.0.1", "0.0.0.0", False)
arrange("any-behind", 7004, "0.0.0.0", "127.0.0.1", False)
arrange("any-before", 7005, "127.0.0.1", "0.0.0.0", True)
