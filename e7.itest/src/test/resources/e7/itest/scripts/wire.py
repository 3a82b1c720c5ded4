"""Another host's view of the wire: writes down each label that arrives on an interface, wherever in the packet: wire.py INTERFACE FILE.

Makes the file once it listens. A label is "label-" and small letters or digits. A TCP packet has no room for one: its label is
"label-tcp" and its destination port, if that is from 6600 to 6699.
"""
import re
import socket
import sys

ETH_P_ALL, ETH_P_IPV6, TCP = 3, 0x86dd, 6
wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
wire.bind((sys.argv[1], ETH_P_ALL))
with open(sys.argv[2], "ab", buffering=0) as log:
    while True:
        try:
            packet, address = wire.recvfrom(65535)
        except OSError:
            continue  # The interface is down, at the beginning and at the end.
        if address[2] == socket.PACKET_OUTGOING:
            continue
        for label in re.findall(rb"label-[a-z0-9]+", packet):
            log.write(label + b"\n")
        if address[1] == ETH_P_IPV6 and packet[6] == TCP and packet[42:44] >= b"\x19\xc8" and packet[42:44] <= b"\x1a\x2b":
            log.write(b"label-tcp%d\n" % int.from_bytes(packet[42:44], "big"))
