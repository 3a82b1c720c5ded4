"""The other end of attacks: writes down each label that arrives on the UDP or TCP port, and sends it back.

sink.py PORT FILE; makes the file once it listens. A label is a line, "NAME ", with whatever follows the space ignored.
"""
import selectors
import socket
import sys

port, name = int(sys.argv[1]), sys.argv[2]
events = selectors.DefaultSelector()
for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
    # Both families: IPv4 arrives as ::ffff:a.b.c.d.
    listener = socket.socket(socket.AF_INET6, kind)
    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if kind == socket.SOCK_DGRAM:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    listener.bind(("::", port))
    if kind == socket.SOCK_STREAM:
        listener.listen(128)
    events.register(listener, selectors.EVENT_READ)

with open(name, "ab", buffering=0) as log:
    while True:
        for key, _ in events.select():
            s = key.fileobj
            if s.type == socket.SOCK_DGRAM:
                label, sender = s.recvfrom(65535)
                log.write(label.split()[0] + b"\n")
                try:
                    s.sendto(label, sender)
                except OSError:
                    pass
            elif s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                events.register(s.accept()[0], selectors.EVENT_READ)
            else:
                try:
                    label = s.recv(65535)
                except OSError:
                    label = b""
                if label.split():
                    log.write(label.split()[0] + b"\n")
                    s.sendall(label)
                else:
                    events.unregister(s)
                    s.close()
