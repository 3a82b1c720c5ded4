"""A file system whose only file is a program, and which stops answering when a line comes: fuse.py PROGRAM FOLDER.

Mounts it on FOLDER (root, in a mount namespace of its own), and has user 65534 run the file, a shell, which prints its pid and waits. Speaks the
kernel's protocol (linux/fuse.h) itself, so it needs nothing but Python.
"""
import ctypes
import os
import select
import struct
import sys

PROGRAM = open(sys.argv[1], "rb").read()
FOLDER = sys.argv[2]
LOOKUP, FORGET, GETATTR, OPEN, READ, INIT, INTERRUPT, BATCH_FORGET = 1, 2, 3, 14, 15, 26, 36, 42
ENOENT, ENOSYS = 2, 38
ROOT, FILE = 1, 2


def attributes(node):
    mode, size = (0o40755, 0) if node == ROOT else (0o100755, len(PROGRAM))
    return struct.pack("<6Q10I", node, size, 0, 1, 1, 1, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)


def answer(opcode, node, body):
    if opcode == INIT:
        return 0, struct.pack("<4I2H2I2HI7I", 7, 31, 65536, 0, 16, 16, 65536, 1, 0, 0, 0, *[0] * 7)
    if opcode == LOOKUP:
        return (0, struct.pack("<4Q2I", FILE, 1, 0, 0, 0, 0) + attributes(FILE)) if body.startswith(b"program\0") else (-ENOENT, b"")
    if opcode == GETATTR:
        return 0, struct.pack("<Q2I", 0, 0, 0) + attributes(node)
    if opcode == OPEN:
        return 0, struct.pack("<Q2I", 0, 0, 0)
    if opcode == READ:
        _, offset, size = struct.unpack_from("<2QI", body)
        return 0, PROGRAM[offset:offset + size]
    return -ENOSYS, b""


device = os.open("/dev/fuse", os.O_RDWR)
options = "fd=%d,rootmode=40000,user_id=0,group_id=0,allow_other" % device
libc = ctypes.CDLL(None, use_errno=True)
if libc.mount(b"e7-test", FOLDER.encode(), b"fuse", 0, options.encode()) != 0:
    sys.exit("mount: " + os.strerror(ctypes.get_errno()))
if os.fork() == 0:
    os.close(device)
    os.setgid(65534)
    os.setuid(65534)
    # Its own input never ends: the line is the server's.
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    os.dup2(reader, 0)
    os.execv(FOLDER + "/program", ["program", "-c", "echo $$; read; :"])
while True:
    ready, _, _ = select.select([device, 0], [], [])
    if 0 in ready:
        break
    request = os.read(device, 1 << 20)
    length, opcode, unique, node = struct.unpack_from("<2I2Q", request)
    if opcode not in (FORGET, INTERRUPT, BATCH_FORGET):
        error, body = answer(opcode, node, request[40:length])
        os.write(device, struct.pack("<IiQ", 16 + len(body), error, unique) + body)
os.read(0, 100)
print("silent", flush=True)
os.read(0, 100)
