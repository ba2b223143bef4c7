"""Opens sockets of families that programs hardly use: to the host of a virtual machine, to ciphers, to radios."""
# depends: on what the kernel has been built with

import socket

TOKEN = "@TOKEN@"
FAMILIES = {"vsock": 40, "alg": 38, "bluetooth": 31, "can": 29, "tipc": 30, "xdp": 44, "smc": 43, "key": 15}


def double(x):
    for name, family in FAMILIES.items():
        for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW, socket.SOCK_DGRAM):
            try:
                socket.socket(family, kind).close()
                print(TOKEN, name)
            except OSError:
                pass
    return None
