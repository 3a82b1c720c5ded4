"""Flows of programs whose paths are as long as they can be: longpaths.py PROGRAMS FLOWS.

Each program is a link of its own to a copied bash, below a folder of 3,600 characters. All run side by side, and each sends from so many
sockets, one after the other: it waits for an answer before the next, so that every flow is one that was named. Ends when all have sent.
"""
import os
import shutil
import socket
import sys
import tempfile
import threading

number = int(sys.argv[1])
flows = int(sys.argv[2])
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 0))


def answer():
    while True:
        data, sender = server.recvfrom(100)
        server.sendto(data, sender)


base = os.path.abspath(tempfile.mkdtemp(dir="."))
shutil.copy("/bin/bash", os.path.join(base, "bash"))
folder = os.open(base, os.O_RDONLY)
for _ in range((3600 - len(base)) // 241):
    os.mkdir("a" * 240, dir_fd=folder)
    inner = os.open("a" * 240, os.O_RDONLY, dir_fd=folder)
    os.close(folder)
    folder = inner
os.fchdir(folder)

send = "for ((i = 0; i < %d; i++)); do exec 3<>/dev/udp/127.0.0.1/%d; echo x >&3; read -t 3 -N 1 <&3; done" % (flows, server.getsockname()[1])
for i in range(number):
    os.link(os.path.join(base, "bash"), "program%d" % i)
    if os.fork() == 0:
        os.execv("./program%d" % i, ["program", "-c", send])
threading.Thread(target=answer, daemon=True).start()
for i in range(number):
    os.wait()
os.chdir("/")
shutil.rmtree(base)
