"""Makes searches through /proc long: hoard.py KIND. KIND is shared (one descriptor table, which a hundred processes have) or own (each has one
of its own). Says "ready" when all is there, and waits.
"""
import ctypes
import os
import platform
import resource
import signal
import sys
import time

PROCESSES = 100
CLONE_FILES = 0x400
CLONE = {"x86_64": 56}.get(platform.machine(), 220)

most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
null = os.open("/dev/null", os.O_RDONLY)
for _ in range(min(most, 19000) - 64):
    os.dup(null)
libc = ctypes.CDLL(None)
parent = os.getpid()
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
for _ in range(PROCESSES):
    child = os.fork() if sys.argv[1] == "own" else libc.syscall(CLONE, CLONE_FILES | signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        if os.getppid() == parent:
            time.sleep(120)
        os._exit(0)
print("ready", flush=True)
time.sleep(120)
