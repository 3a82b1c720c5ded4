"""Sends a label with each bit of the packet mark set, and with many: marks.py LABEL PORT. Needs CAP_NET_ADMIN in its user namespace."""
import socket
import sys
import time

MARKS = [1 << bit for bit in range(32)] + [0xffffffff, 0x55555555, 0xaaaaaaaa]
senders = []
for mark in MARKS:
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, mark.to_bytes(4, sys.byteorder))
    s.sendto(sys.argv[1].encode() + b" ", ("127.0.0.1", int(sys.argv[2])))
    senders.append(s)

# Nobody could name a sender that is gone.
deadline = time.monotonic() + 2
for s in senders:
    s.settimeout(max(0.01, deadline - time.monotonic()))
    try:
        s.recv(100)
    except OSError:
        pass  # Kept back.
