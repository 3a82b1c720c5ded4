"""Sends a label to an address, by way of another one if that is given, as a segment routing header says: route.py LABEL LAST [FIRST].

More than once, for the first packet may be lost while its sender is looked for on a busy machine.
"""
import socket
import struct
import sys
import time

IPV6_RTHDR, SEGMENT_ROUTING = 57, 4
label, last = sys.argv[1].encode(), sys.argv[2]
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
if len(sys.argv) > 3:
    # RFC 8754: next header, length in 8 bytes, type, segments left, last entry, flags, tag, segments in reverse order.
    header = struct.pack("!BBBBBBH", 0, 4, SEGMENT_ROUTING, 1, 1, 0, 0)
    header += socket.inet_pton(socket.AF_INET6, "::") + socket.inet_pton(socket.AF_INET6, sys.argv[3])
    s.setsockopt(socket.IPPROTO_IPV6, IPV6_RTHDR, header)
for _ in range(5):
    s.sendto(label, (last, 9))
    time.sleep(0.3)
