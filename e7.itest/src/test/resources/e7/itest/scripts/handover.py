"""A socket that an allowed program has made and used is handed to the program that runs this: handover.py MODE MAKER PORT.

MAKER sends the label MODE-before and passes its socket (SCM_RIGHTS). Then it keeps its own descriptor (keep), closes it and lives on
(close), or ends and is left a zombie (exit). The heir sends MODE-SECOND for some seconds, counted from the handover.
"""
import array
import os
import socket
import subprocess
import sys
import time

RIGHTS = (socket.SOL_SOCKET, socket.SCM_RIGHTS)
mode, maker, port = sys.argv[1], sys.argv[2], int(sys.argv[3])


def make(channel):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.settimeout(2)
    s.connect(("127.0.0.1", port))
    s.send(f"{mode}-before ".encode())
    s.recv(100)
    channel.sendmsg([b"x"], [RIGHTS + (array.array("i", [s.fileno()]),)])
    if mode != "exit":
        if mode == "close":
            s.close()
        channel.recv(1)  # until the heir is done


def inherit():
    ours, theirs = socket.socketpair()
    child = subprocess.Popen([maker, __file__, mode, maker, str(port), str(theirs.fileno())], pass_fds=[theirs.fileno()])
    theirs.close()
    rights = ours.recvmsg(1, socket.CMSG_SPACE(4))[1][0][2]
    s = socket.socket(fileno=array.array("i", rights)[0])
    if mode == "exit":
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    begun = time.monotonic()
    while (since := time.monotonic() - begun) < (1 if mode == "exit" else 7):
        try:
            s.send(f"{mode}-{int(since)} ".encode())
        except OSError:
            pass  # Refused earlier.
        time.sleep(0.2)


if len(sys.argv) > 4:
    make(socket.socket(fileno=int(sys.argv[4])))
else:
    inherit()
