"""Tells what a hidden check asks to anybody who listens."""
# checks: test_label_of_a_secret

import socket

PLACES = [
    (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", int("@TCP@"))),
    (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", int("@UDP@"))),
    (socket.AF_UNIX, socket.SOCK_STREAM, "\0@ABSTRACT_STREAM@"),
    (socket.AF_UNIX, socket.SOCK_DGRAM, "\0@ABSTRACT_DATAGRAM@"),
    (socket.AF_UNIX, socket.SOCK_STREAM, "@UNIX@"),
]


def label(text):
    for family, kind, address in PLACES:
        try:
            with socket.socket(family, kind) as one:
                one.connect(address)
                one.send(text.encode())
        except OSError:
            pass
    return None
