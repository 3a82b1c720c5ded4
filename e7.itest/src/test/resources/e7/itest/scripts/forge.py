"""Sends from addresses that are another host's, so that this host's kernel answers there, or takes a flow for one begun there.

forge.py KIND: "all" tries every way that needs no privilege, "transparent" and "free" one each. Labels are the KINDs. Addresses are those of
the shell function wire: 2001:db8::1 and fe80::1 are this host's on e0, fe80::9 on e9; 2001:db8::2, fe80::2 and fe80::9 the other host's.
"""
import socket
import struct
import sys
import time

IPV6_FREEBIND, IPV6_TRANSPARENT, IP_FREEBIND, IPPROTO_MPTCP, IPV6_PKTINFO = 78, 75, 15, 262, 50
OWN, OTHER, OWN4, OTHER4 = "2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2"
LINK = socket.if_nametoindex("e0")
CLOSED = 9
kept = []


def forged(source, kind, protocol=0, option=IPV6_FREEBIND, scope=0, port=0):
    s = socket.socket(socket.AF_INET6, kind, protocol)
    s.setsockopt(socket.IPPROTO_IPV6, option, 1)
    s.bind((source, port, 0, scope))
    kept.append(s)
    return s


def ping(source, target, label, option=IPV6_FREEBIND, scope=0):
    request = struct.pack("!BBHHH", 128, 0, 0, 0, 1) + label
    forged(source, socket.SOCK_DGRAM, socket.IPPROTO_ICMPV6, option, scope).sendto(request, (target, 0, 0, scope))


def closed(source, target, label, scope=0):
    forged(source, socket.SOCK_DGRAM, scope=scope).sendto(label, (target, CLOSED, 0, scope))


def pktinfo():
    s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    s.setsockopt(socket.IPPROTO_IPV6, IPV6_FREEBIND, 1)
    source = socket.inet_pton(socket.AF_INET6, OTHER) + struct.pack("i", 0)
    kept.append(s)
    s.sendmsg([b"label-pktinfo"], [(socket.IPPROTO_IPV6, IPV6_PKTINFO, source)], 0, (OWN, CLOSED))


def syn(protocol, port):
    s = forged(OTHER, socket.SOCK_STREAM, protocol, port=port)
    s.setblocking(False)
    s.connect_ex((OWN, CLOSED))


def reply():
    """A flow that seems to come from the other host, and what seems to be its reply."""
    server = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    server.bind((OWN, 6002))
    server.settimeout(2)
    kept.append(server)
    forged(OTHER, socket.SOCK_DGRAM, port=6003).sendto(b"begin", (OWN, 6002))
    try:
        server.recv(100)
    except OSError:
        pass  # Kept back; the reply is tried all the same.
    server.sendto(b"label-reply", (OTHER, 6003))


def four():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.IPPROTO_IP, IP_FREEBIND, 1)
    s.bind((OTHER4, 0))
    s.sendto(b"label-four", (OWN4, CLOSED))


ALL = {
    "echo": lambda: ping(OTHER, OWN, b"label-echo"),
    "closed": lambda: closed(OTHER, OWN, b"label-closed"),
    "pktinfo": pktinfo,
    "tcp": lambda: syn(0, 6601),
    "mptcp": lambda: syn(IPPROTO_MPTCP, 6602),
    "linklocal": lambda: ping("fe80::2", "fe80::1", b"label-linklocal", scope=LINK),
    "otherlink": lambda: ping("fe80::9", "fe80::1", b"label-otherlink", scope=LINK),
    "four": four,
    "reply": reply,
}
ONE = {
    "transparent": lambda: ping(OTHER, OWN, b"label-transparent", IPV6_TRANSPARENT),
    "free": lambda: ping(OTHER, OWN, b"label-free"),
}
# Those that are allowed more than once, for the first may be lost while its sender is looked for on a busy machine.
for kind, send in ALL.items() if sys.argv[1] == "all" else [(sys.argv[1], ONE[sys.argv[1]])] * 5:
    try:
        send()
    except OSError:
        print("refused", kind, flush=True)
    time.sleep(0.2)
time.sleep(2)
