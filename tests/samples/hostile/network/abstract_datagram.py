"""Sends a datagram to a service that has a name, over a pair of sockets that it may make."""

import socket


def double(x):
    for make in (
        lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0],
        lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
    ):
        try:
            make().sendto(b"hello", "\0@ABSTRACT_DATAGRAM@")
        except OSError:
            pass
    return None
