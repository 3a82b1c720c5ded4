"""Says what a program is told when it is refused, and whether at once or in vain: refusals.py PORT. Each line is KIND ERROR WHEN."""
import errno
import socket
import sys
import time

PORT, LIMIT = int(sys.argv[1]), 2.0


def attempt(kind, family, host, name):
    begun = time.monotonic()
    s = socket.socket(family, kind)
    s.settimeout(LIMIT)
    try:
        s.connect((host, PORT))
        s.send(b"hello ")
        s.recv(100)
        told = "passed"
    except TimeoutError:
        told = "nothing"
    except OSError as e:
        told = errno.errorcode[e.errno]
    when = "at-once" if time.monotonic() - begun < LIMIT / 2 else "in-vain"
    print(name, told, when, flush=True)


for kind, name in ((socket.SOCK_STREAM, "tcp"), (socket.SOCK_DGRAM, "udp")):
    attempt(kind, socket.AF_INET, "127.0.0.1", name)
    attempt(kind, socket.AF_INET6, "::1", name + "6")
