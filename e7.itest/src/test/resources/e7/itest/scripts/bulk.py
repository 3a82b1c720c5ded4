"""Sends 32 MiB to itself over TCP, over IPv4 and IPv6, as fast as it can, and says how much has arrived within 20 s: bulk.py PORT."""
import socket
import sys
import threading

PORT, BYTES = int(sys.argv[1]), 32 << 20


def transfer(family, host):
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, PORT))
    listener.listen(1)
    listener.settimeout(20)
    arrived = [0]

    def receive():
        try:
            s = listener.accept()[0]
            s.settimeout(20)
            while data := s.recv(1 << 20):
                arrived[0] += len(data)
        except OSError:
            pass  # What has arrived tells.

    receiver = threading.Thread(target=receive)
    receiver.start()
    s = socket.socket(family, socket.SOCK_STREAM)
    s.settimeout(20)
    # Long enough that several of the longest packets are under way.
    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 << 20)
    try:
        s.connect((host, PORT))
        s.sendall(bytes(BYTES))
    except OSError:
        pass
    s.close()
    receiver.join()
    print(host, arrived[0] >> 20, "MiB", flush=True)


transfer(socket.AF_INET, "127.0.0.1")
transfer(socket.AF_INET6, "::1")
