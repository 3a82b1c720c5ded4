"""Sends a label a hundred times a second and ignores SIGTERM: stubborn.py PORT. Makes the file "sending" when it does both."""
import signal
import socket
import sys
import time

signal.signal(signal.SIGTERM, signal.SIG_IGN)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
    s.sendto(b"stubborn ", ("127.0.0.1", int(sys.argv[1])))
    time.sleep(0.01)
    open("sending", "w").close()
