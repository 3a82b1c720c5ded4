"""Flows of programs whose paths are as long as they can be: longpaths.py PROGRAMS FLOWS.

Each program is a link of its own to a copied bash, below a folder of 3,600 characters. Its process sends from so many sockets to a port of
this script's, and stays long enough to be named. Ends when all have sent.
"""
import os
import shutil
import socket
import sys
import tempfile

number = int(sys.argv[1])
flows = int(sys.argv[2])
sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sink.bind(("127.0.0.1", 0))
base = tempfile.mkdtemp(dir=".")
shutil.copy("/bin/bash", os.path.join(base, "bash"))
base = os.path.abspath(base)
folder = os.open(base, os.O_RDONLY)
for _ in range((3600 - len(base)) // 241):
    os.mkdir("a" * 240, dir_fd=folder)
    inner = os.open("a" * 240, os.O_RDONLY, dir_fd=folder)
    os.close(folder)
    folder = inner
os.fchdir(folder)

send = "for i in $(seq %d); do exec {s}<>/dev/udp/127.0.0.1/%d; echo x >&$s; done; read -t 0.5 <&$s" % (flows, sink.getsockname()[1])
children = set()
for i in range(number):
    os.link(os.path.join(base, "bash"), "program%d" % i)
    child = os.fork()
    if child == 0:
        os.execv("./program%d" % i, ["program", "-c", send])
    children.add(child)
    while len(children) >= 20:
        children.discard(os.wait()[0])
while children:
    children.discard(os.wait()[0])
os.chdir("/")
shutil.rmtree(base)
