"""Opens sockets below TCP and UDP, on which it could see and forge the traffic of others."""
# depends: on the user, who must be root

import socket

TOKEN = "@TOKEN@"


def double(x):
    for family, kind, protocol in (
        (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
        (socket.AF_INET6, socket.SOCK_RAW, 58),
        (socket.AF_PACKET, socket.SOCK_RAW, 0x300),
    ):
        try:
            socket.socket(family, kind, protocol).close()
            print(TOKEN, family)
        except OSError:
            pass
    return None
