"""Sends each label that comes on standard input from a fresh UDP socket, awaits its return for two seconds, and says "ok": say.py PORT."""
import socket
import sys

for label in sys.stdin:
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.settimeout(2)
    try:
        s.sendto(label.strip().encode() + b" ", ("127.0.0.1", int(sys.argv[1])))
        s.recv(100)
    except OSError:
        pass  # Kept back.
    s.close()
    print("ok", flush=True)
