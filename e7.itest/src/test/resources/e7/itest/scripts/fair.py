"""What one user's flood does to others: fair.py PORT FLOODER VICTIM..., with the numbers of users. Needs root; FLOODER is not root.

The flooder sends to a closed port of this host as fast as it can, from as many sockets as fill a queue. Meanwhile each victim sends datagrams to
the sink on PORT, one after the other, and counts those that do not come back. Prints "flooded" if the kernel dropped packets before the queue
of the flooder, and the losses of each victim.
"""
import os
import signal
import socket
import sys
import time

PORT, FLOODER, VICTIMS = int(sys.argv[1]), int(sys.argv[2]), [int(uid) for uid in sys.argv[3:]]
SOCKETS, DATAGRAMS, MILLIS_BETWEEN, SECONDS_TO_COME_BACK = 60, 200, 10, 2


def fork(uid, work):
    """Runs it in a process of that user, whose number is returned."""
    pid = os.fork()
    if pid == 0:
        os.setresuid(uid, uid, uid)
        work()
        os._exit(0)
    return pid


def flood():
    senders = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(SOCKETS)]
    for s in senders:
        s.setblocking(False)
    while True:
        for s in senders:
            try:
                s.sendto(b"flood", ("127.0.0.1", 9))
            except OSError:
                pass  # As much of it as may be is under way.


def comes_back(s, label):
    s.sendto(label, ("127.0.0.1", PORT))
    try:
        while s.recv(100) != label:
            pass
        return True
    except OSError:
        return False


def victim(uid):
    def work():
        # Made here, as a socket's user is who made it.
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.settimeout(SECONDS_TO_COME_BACK)
        # Until it is known whose the sockets are: the search has a time limit, which is not what this is about.
        any(comes_back(s, b"first%d " % number) for number in range(5))
        lost = 0
        for number in range(DATAGRAMS):
            lost += not comes_back(s, b"n%d " % number)
            if lost == 5:
                break  # Enough is known, and each takes long.
            time.sleep(MILLIS_BETWEEN / 1000)
        print(f"user {uid} lost {lost}", flush=True)
    return work


def drops():
    with open("/proc/net/netfilter/nfnetlink_queue") as queues:
        return sum(int(line.split()[5]) + int(line.split()[6]) for line in queues)


flooders = [fork(FLOODER, flood) for _ in range(2)]
time.sleep(1)
for waited in [fork(uid, victim(uid)) for uid in VICTIMS]:
    os.waitpid(waited, 0)
for flooder in flooders:
    os.kill(flooder, signal.SIGKILL)
print("flooded" if drops() > 0 else "not flooded")
