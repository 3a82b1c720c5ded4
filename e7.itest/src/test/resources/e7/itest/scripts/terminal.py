"""Runs a program on a terminal of its own and types: terminal.py COMMAND, with steps on standard input.

A step is a line EXPECTED<tab>KEYS: when EXPECTED has appeared, KEYS are typed; backslash escapes are understood. The exit code is
COMMAND's, 128 and the signal's number if a signal ended it, 99 if something expected did not appear within a minute; what was on the
screen is printed then.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

steps = [line.rstrip("\n").encode().decode("unicode_escape").split("\t") for line in sys.stdin]
pid, terminal = pty.fork()
fcntl.ioctl(terminal if pid else 0, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
if pid == 0:
    os.execvp("/bin/sh", ["sh", "-c", sys.argv[1]])

screen, seen, deadline = b"", 0, time.monotonic() + 60
while time.monotonic() < deadline:
    if steps:
        at = screen.find(steps[0][0].encode(), seen)
        if at >= 0:
            seen = at + len(steps[0][0])
            os.write(terminal, steps.pop(0)[1].encode())
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        screen += os.read(terminal, 4096)
    except OSError:
        break  # The terminal's last user is gone.

if steps or time.monotonic() >= deadline:
    os.kill(pid, 9)
    print("screen:", screen.decode(errors="replace"), "steps left:", steps)
    sys.exit(99)
status = os.waitpid(pid, 0)[1]
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
