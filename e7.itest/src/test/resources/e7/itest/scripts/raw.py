"""UDP datagrams of all shapes, each as a raw packet, to PORT with the label PREFIX-SHAPE: raw.py PREFIX PORT. Needs CAP_NET_RAW.

The headers are written here, so that what the kernel would never send by itself is sent: options, extension headers, fragments.
"""
import socket
import struct
import sys

PREFIX, PORT = sys.argv[1], int(sys.argv[2])
# Of its own for each run, or a fragment that was let past would spoil the datagrams of the next one.
IDENTIFICATION = PORT
IP_NODEFRAG = 22
UDP, HOP, ROUTING, FRAGMENT, DESTINATION = 17, 0, 43, 44, 60
V4, V6 = socket.inet_aton("127.0.0.1"), socket.inet_pton(socket.AF_INET6, "::1")
# Padding that fills a header of eight bytes.
PAD = bytes([1, 4, 0, 0, 0, 0])


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def udp(shape, addresses):
    """The label is long enough to be cut into fragments of eight bytes' multiples."""
    data = f"{PREFIX}-{shape} ".encode().ljust(40, b".")
    header = struct.pack("!4H", 5353, PORT, 8 + len(data), 0)
    pseudo = addresses + struct.pack("!2H", UDP, 8 + len(data))
    return header[:6] + struct.pack("!H", checksum(pseudo + header + data) or 0xffff) + data


def ip4(payload, options=b"", identification=0, offset=0, more=False):
    words = 5 + len(options) // 4
    fragment = offset // 8 | (0x2000 if more else 0)
    return struct.pack("!BBHHHBBH4s4s", 0x40 | words, 0, 4 * words + len(payload), identification, fragment, 64, UDP, 0, V4, V4) + options + payload


def ip6(first, payload):
    return struct.pack("!IHBB16s16s", 6 << 28, len(payload), first, 64, V6, V6) + payload


def fragment6(following, payload, identification, offset=0, more=False):
    return struct.pack("!BBHI", following, 0, offset | more, identification) + payload


def send4(*packets, whole=True):
    s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    if not whole:
        s.setsockopt(socket.IPPROTO_IP, IP_NODEFRAG, 1)
    for packet in packets:
        s.sendto(packet, ("127.0.0.1", 0))


def send6(*packets):
    s = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
    for packet in packets:
        s.sendto(packet, ("::1", 0))


def fragments4(shape, number):
    identification = IDENTIFICATION + number
    whole = udp(shape, V4 + V4)
    return [ip4(whole[:8], identification=identification, more=True),
            ip4(whole[8:], identification=identification, offset=8)]


def fragments6(shape, number):
    identification = IDENTIFICATION + number
    whole = udp(shape, V6 + V6)
    return [ip6(FRAGMENT, fragment6(UDP, whole[:8], identification, more=True)),
            ip6(FRAGMENT, fragment6(UDP, whole[8:], identification, offset=8))]


def extension6(header, shape):
    return ip6(header, bytes([UDP, 0]) + PAD + udp(shape, V6 + V6))


SHAPES = {
    "plain": lambda n: send4(ip4(udp(n, V4 + V4))),
    "options": lambda n: send4(ip4(udp(n, V4 + V4), options=bytes([1, 1, 1, 0]))),
    "many-options": lambda n: send4(ip4(udp(n, V4 + V4), options=bytes([1] * 39 + [0]))),
    "fragments": lambda n: send4(*fragments4(n, 1)),
    "bare-fragments": lambda n: send4(*fragments4(n, 2), whole=False),
    "last-first": lambda n: send4(*reversed(fragments4(n, 3)), whole=False),
    "plain6": lambda n: send6(ip6(UDP, udp(n, V6 + V6))),
    "hop-by-hop": lambda n: send6(extension6(HOP, n)),
    "destination": lambda n: send6(extension6(DESTINATION, n)),
    "chain": lambda n: send6(ip6(HOP, bytes([DESTINATION, 0]) + PAD + bytes([FRAGMENT, 0]) + PAD + fragment6(UDP, udp(n, V6 + V6), IDENTIFICATION))),
    "long-chain": lambda n: send6(ip6(DESTINATION, (bytes([DESTINATION, 0]) + PAD) * 20 + bytes([UDP, 0]) + PAD + udp(n, V6 + V6))),
    "atomic-fragment": lambda n: send6(ip6(FRAGMENT, fragment6(UDP, udp(n, V6 + V6), IDENTIFICATION))),
    "fragments6": lambda n: send6(*fragments6(n, 1)),
}

for shape, send in SHAPES.items():
    try:
        send(shape)
    except OSError as e:
        print("refused", shape, e)
