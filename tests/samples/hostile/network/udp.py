"""Sends a datagram to a service on this machine."""

import socket


def double(x):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hello", ("127.0.0.1", int("@UDP@")))
    return None
