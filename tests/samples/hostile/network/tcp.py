"""Connects to a service on this machine."""

import socket


def double(x):
    with socket.create_connection(("127.0.0.1", int("@TCP@")), 1) as one:
        one.sendall(b"hello")
    return None
