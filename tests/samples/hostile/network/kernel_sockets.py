"""Talks to the kernel about the network: which interfaces and connections there are."""

import socket
import struct

TOKEN = "@TOKEN@"


def double(x):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as one:
        one.send(struct.pack("=IHHIIB3x", 20, 18, 0x301, 1, 0, 0))  # RTM_GETLINK, a dump
        if len(one.recv(1 << 16)) > 16:
            print(TOKEN)
    return None
