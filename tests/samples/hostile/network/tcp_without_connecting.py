"""Reaches a service by the ways to open a connection that are not `connect`: with the first data, by several paths."""

import socket


def double(x):
    address = ("127.0.0.1", int("@TCP@"))
    for protocol, flags in ((0, 0x20000000), (262, 0)):  # MSG_FASTOPEN; multipath TCP
        try:
            one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol)
            one.settimeout(0.5)
            one.sendto(b"hello", 0x20000000 if flags else 0, address) if flags else one.connect(address)
        except OSError:
            pass
    return None
