"""Binds a UDP port on 70 addresses that nobody uses, and leaves the sockets in flight, where no process holds them: squat.py PORT. Says "ready"."""
import socket
import sys
import time

sockets = []
for i in range(1, 71):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind((f"127.0.1.{i}", int(sys.argv[1])))
    sockets.append(s)
ours, theirs = socket.socketpair()
socket.send_fds(ours, [b"x"], [s.fileno() for s in sockets])
for s in sockets:
    s.close()
print("ready", flush=True)
time.sleep(120)
