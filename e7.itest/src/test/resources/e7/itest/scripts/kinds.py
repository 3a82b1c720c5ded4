"""Sends the label PREFIX-KIND through each kind of socket that can reach the sink on PORT: kinds.py PREFIX PORT.

All at once, each waiting up to two seconds for its label to come back. Kinds that the system refuses are printed, one a line.
"""
import socket
import struct
import sys
import threading

PREFIX, PORT = sys.argv[1], int(sys.argv[2])
IPPROTO_MPTCP = 262
IP_PKTINFO = 8
UDP_SEGMENT = 103
UDP, TCP = socket.SOCK_DGRAM, socket.SOCK_STREAM
V4, V6, MAPPED = ("127.0.0.1", PORT), ("::1", PORT), ("::ffff:127.0.0.1", PORT)
# Router alert in a hop-by-hop header; padding in destination options.
HOP_BY_HOP = bytes([0, 0, 5, 2, 0, 0, 1, 0])
DESTINATION = bytes([0, 0, 1, 4, 0, 0, 0, 0])


def inet(kind, protocol=0):
    return socket.socket(socket.AF_INET, kind, protocol)


def inet6(kind, protocol=0):
    return socket.socket(socket.AF_INET6, kind, protocol)


def await_return(s):
    s.settimeout(2)
    s.recv(100)


def to(s, target):
    def send(label):
        s.sendto(label, target)
        await_return(s)
    return send


def connected(s, target):
    def send(label):
        s.settimeout(2)
        s.connect(target)
        s.sendall(label)
        await_return(s)
    return send


def bound(s, local, target):
    s.bind(local)
    return to(s, target)


def option(s, level, name, value, target):
    s.setsockopt(level, name, value)
    return connected(s, target)


def from_another_address(label):
    s = inet(UDP)
    s.bind(("0.0.0.0", 0))
    source = struct.pack("i4s4s", 0, socket.inet_aton("127.0.0.2"), bytes(4))
    s.sendmsg([label], [(socket.IPPROTO_IP, IP_PKTINFO, source)], 0, V4)
    await_return(s)


def corked(label):
    s = inet(UDP)
    s.connect(V4)
    s.send(label, socket.MSG_MORE)
    s.send(b"more")
    await_return(s)


def fast_open(label):
    s = inet(TCP)
    # Not settimeout: it makes the socket non-blocking, and then nothing is sent with the SYN.
    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 2, 0))
    s.sendto(label, socket.MSG_FASTOPEN, V4)
    await_return(s)


def duplicated(label):
    s = inet(UDP)
    copy = s.dup()
    s.close()
    to(copy, V4)(label)


KINDS = {
    "udp": lambda: to(inet(UDP), V4),
    "udp-connected": lambda: connected(inet(UDP), V4),
    "udp-bound": lambda: bound(inet(UDP), ("127.0.0.1", 0), V4),
    "udp-bound-any": lambda: bound(inet(UDP), ("0.0.0.0", 0), V4),
    "udp-other-source": lambda: from_another_address,
    "udp-corked": lambda: corked,
    "udp-segment": lambda: option(inet(UDP), socket.IPPROTO_UDP, UDP_SEGMENT, 1200, V4),
    "udp-device": lambda: option(inet(UDP), socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo", V4),
    "udp-duplicated": lambda: duplicated,
    "udp6": lambda: to(inet6(UDP), V6),
    "udp6-connected": lambda: connected(inet6(UDP), V6),
    "udp6-mapped": lambda: to(inet6(UDP), MAPPED),
    "udp6-hop-by-hop": lambda: option(inet6(UDP), socket.IPPROTO_IPV6, socket.IPV6_HOPOPTS, HOP_BY_HOP, V6),
    "udp6-destination": lambda: option(inet6(UDP), socket.IPPROTO_IPV6, socket.IPV6_DSTOPTS, DESTINATION, V6),
    "tcp": lambda: connected(inet(TCP), V4),
    "tcp-fast-open": lambda: fast_open,
    "tcp-device": lambda: option(inet(TCP), socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo", V4),
    "tcp6": lambda: connected(inet6(TCP), V6),
    "tcp6-mapped": lambda: connected(inet6(TCP), MAPPED),
    "tcp6-destination": lambda: option(inet6(TCP), socket.IPPROTO_IPV6, socket.IPV6_DSTOPTS, DESTINATION, V6),
    "mptcp": lambda: connected(inet(TCP, IPPROTO_MPTCP), V4),
    "mptcp6": lambda: connected(inet6(TCP, IPPROTO_MPTCP), V6),
}


def attempt(kind, make):
    try:
        send = make()
    except OSError as e:
        print("refused", kind, e, flush=True)
        return
    try:
        send(f"{PREFIX}-{kind} ".encode())
    except OSError:
        pass  # The sink tells what has arrived.


threads = [threading.Thread(target=attempt, args=kind) for kind in KINDS.items()]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
