"""A server that answers with a label and closes at once: answers.py KIND LABEL PORT.

KIND is single (one listener), group (four processes, each with a listener of its own on the port), or steered: an attack, whose further
argument is a program. That program holds all listeners of the port but one; the filter of the port makes all connections arrive at the
one that is kept here. Says "ready" when it listens.
"""
import ctypes
import os
import signal
import socket
import struct
import subprocess
import sys

SO_ATTACH_REUSEPORT_CBPF = 51
kind, label, port = sys.argv[1], sys.argv[2].encode() + b" ", int(sys.argv[3])


def listener(address="127.0.0.1"):
    s = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    s.bind((address, port))
    s.listen(64)
    return s


def serve(s):
    while True:
        connection = s.accept()[0]
        # What is written leaves when the socket is closed, and nobody holds it then.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
        connection.send(label)
        connection.close()


mine = listener()
if kind == "steered":
    others = [listener() for _ in range(15)]
    # return 0: the first socket of the group.
    program = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0))
    mine.setsockopt(socket.SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, struct.pack("HxxxxxxP", 1, ctypes.addressof(program)))
    subprocess.Popen([sys.argv[4], "-c", "import time; time.sleep(60)"], pass_fds=[s.fileno() for s in others])
    for s in others:
        s.close()
if kind == "group":
    for _ in range(3):
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
            mine.close()
            mine = listener()
            break
print("ready", flush=True)
serve(mine)
