"""Connects COUNT times, one after the other, and prints how often each label came back within some seconds: asks.py PORT COUNT SECONDS."""
import collections
import socket
import sys

labels = collections.Counter()
for _ in range(int(sys.argv[2])):
    try:
        s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), float(sys.argv[3]))
        label = s.recv(100)
        s.close()
    except OSError:
        label = b""
    labels[label.decode().strip() or "nothing"] += 1
print(" ".join(f"{label}={count}" for label, count in sorted(labels.items())), flush=True)
