"""Another host's view of the wire: writes down each label that arrives on an interface, wherever in the packet: wire.py INTERFACE FILE.

Makes the file once it listens. A label is "label-" and small letters or digits. Packets without room for one have labels all the same: a
TCP packet to a port from 6600 to 6699 "label-tcp" and the port; an IGMP report of group 239.x.y.z, where x, y and z are small letters,
"label-xyz"; a report of the group for multicast DNS "label-mdns4" or "label-mdns6".
"""
import re
import socket
import sys

ETH_P_ALL, ETH_P_IPV4, ETH_P_IPV6, TCP, IGMP, MLD2_REPORT = 3, 0x0800, 0x86dd, 6, 2, 143
MDNS4, MDNS6 = socket.inet_aton("224.0.0.251"), socket.inet_pton(socket.AF_INET6, "ff02::fb")
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
        if address[1] == ETH_P_IPV4 and packet[9] == IGMP:
            report = packet[(packet[0] & 15) * 4:]
            for letters in re.findall(rb"\xef([a-z]{3})", report):
                log.write(b"label-" + letters + b"\n")
            if MDNS4 in report:
                log.write(b"label-mdns4\n")
        # Behind a hop-by-hop header of eight bytes.
        if address[1] == ETH_P_IPV6 and packet[48:49] == bytes([MLD2_REPORT]) and MDNS6 in packet[48:]:
            log.write(b"label-mdns6\n")
        if address[1] == ETH_P_IPV6 and packet[6] == TCP and packet[42:44] >= b"\x19\xc8" and packet[42:44] <= b"\x1a\x2b":
            log.write(b"label-tcp%d\n" % int.from_bytes(packet[42:44], "big"))
