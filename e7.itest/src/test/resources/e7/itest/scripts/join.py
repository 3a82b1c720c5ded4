"""Joins multicast groups on e0, which the kernel reports to the link: join.py KIND...

Kinds: "mdns", as every responder does; "groups", whose addresses hold labels, and "sources", whose sources do.
"""
import socket
import struct
import sys
import time

MCAST_JOIN_GROUP, MCAST_MSFILTER, INCLUDE = 42, 48, 1
LINK = socket.if_nametoindex("e0")
four = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)


def storage(address):
    """struct sockaddr_storage."""
    if len(address) == 4:
        return struct.pack("HH4s120x", socket.AF_INET, 0, address)
    return struct.pack("HHI16s104x", socket.AF_INET6, 0, 0, address)


def join(group, sources=()):
    s, level = (four, socket.IPPROTO_IP) if len(group) == 4 else (six, socket.IPPROTO_IPV6)
    s.setsockopt(level, MCAST_JOIN_GROUP, struct.pack("I4x", LINK) + storage(group))
    if sources:
        head = struct.pack("I4x", LINK) + storage(group) + struct.pack("II", INCLUDE, len(sources))
        s.setsockopt(level, MCAST_MSFILTER, head + b"".join(storage(source) for source in sources))


KINDS = {
    "mdns": lambda: (join(socket.inet_aton("224.0.0.251")), join(socket.inet_pton(socket.AF_INET6, "ff02::fb"))),
    "groups": lambda: (join(b"\xefabc"), join(b"\xff\x15label-groups\0\0")),
    # Those of well-known groups, whose addresses give no reason.
    "sources": lambda: (join(socket.inet_aton("224.0.0.252"), (b"labe", b"l-fo", b"ur..")),
                        join(socket.inet_pton(socket.AF_INET6, "ff02::1:3"), (b" label-sources  ",))),
}
for kind in sys.argv[1:]:
    KINDS[kind]()
# Reports come within a second, and a second time.
time.sleep(3)
