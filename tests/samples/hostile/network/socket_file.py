"""Connects to a service through its file."""

import socket


def double(x):
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("@UNIX@")
        one.send(b"hello")
    return None
