"""A process gets the number of an allowed one that has ended, and its socket: reuse.py MAKER PORT, by a program that is not allowed.

MAKER sends the label before, passes its socket (SCM_RIGHTS) and ends. A child of this process is then given the same process id, by
/proc/sys/kernel/ns_last_pid, and sends AFTER from the socket for two seconds. Prints "reused", or why it could not be tried.
"""
import array
import os
import socket
import subprocess
import sys
import time

LAST_PID = "/proc/sys/kernel/ns_last_pid"
TRIES = 1000
maker, port = sys.argv[1], int(sys.argv[2])


def make(channel):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.settimeout(2)
    s.connect(("127.0.0.1", port))
    # Twice, so that the second is judged by what is remembered.
    for _ in range(2):
        s.send(b"before ")
        s.recv(100)
    channel.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [s.fileno()]))])


def fork_as(pid):
    """True in a child of that process id, False here; others that came in between are let go."""
    for _ in range(TRIES):
        with open(LAST_PID, "w") as last:
            last.write(str(pid - 1))
        child = os.fork()
        if child == 0:
            if os.getpid() == pid:
                return True
            os._exit(0)
        if child == pid:
            return False
        os.waitpid(child, 0)
    sys.exit("no process of the same number in %d tries" % TRIES)


def reuse():
    if not os.access(LAST_PID, os.W_OK):
        sys.exit("no " + LAST_PID)
    ours, theirs = socket.socketpair()
    child = subprocess.Popen([maker, __file__, maker, str(port), str(theirs.fileno())], pass_fds=[theirs.fileno()])
    theirs.close()
    rights = ours.recvmsg(1, socket.CMSG_SPACE(4))[1][0][2]
    s = socket.socket(fileno=array.array("i", rights)[0])
    child.wait()
    if fork_as(child.pid):
        until = time.monotonic() + 2
        while time.monotonic() < until:
            try:
                s.send(b"AFTER ")
            except OSError:
                pass  # Refused earlier.
            time.sleep(0.02)
        os._exit(0)
    s.close()
    os.wait()
    print("reused")


if len(sys.argv) > 3:
    make(socket.socket(fileno=int(sys.argv[3])))
else:
    reuse()
