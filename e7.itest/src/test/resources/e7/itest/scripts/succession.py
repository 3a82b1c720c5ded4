"""One process, one socket, one program after the other: succession.py PORT PROGRAM... begins in the program that runs it.

Each sends the label NUMBER-PROGRAM, awaits its return, and executes the next one with the socket.
"""
import os
import socket
import sys

port, programs = int(sys.argv[1]), sys.argv[2:]
number = int(os.environ.get("NUMBER", "0"))
if number:
    s = socket.socket(fileno=int(os.environ["SOCKET"]))
else:
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.connect(("127.0.0.1", port))
    s.set_inheritable(True)
s.settimeout(2)
try:
    s.send(f"{number}-{os.path.basename(os.readlink('/proc/self/exe'))} ".encode())
    s.recv(100)
except OSError:
    pass  # Kept back.
if programs:
    s.setblocking(True)
    os.environ.update(NUMBER=str(number + 1), SOCKET=str(s.fileno()))
    os.execv(programs[0], [programs[0], __file__, str(port), *programs[1:]])
