"""Connects to a service that has a name, but neither a file nor a port."""

import socket


def double(x):
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("\0@ABSTRACT_STREAM@")
        one.send(b"hello")
    return None
