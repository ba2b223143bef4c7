"""Turns its own connection with the judge, and pairs of sockets it may make, towards somebody else."""

import socket
import stat
import os


def double(x):
    pairs = [*socket.socketpair(), *socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)]
    held = [fd for fd in range(3, 32) if os.path.exists(f"/proc/self/fd/{fd}") and stat.S_ISSOCK(os.fstat(fd).st_mode)]
    for one in [*pairs, *(socket.socket(fileno=os.dup(fd)) for fd in held)]:
        for way in (
            lambda: one.connect("\0@ABSTRACT_STREAM@"),
            lambda: one.connect("@UNIX@"),
            lambda: one.sendto(b"hello", "\0@ABSTRACT_DATAGRAM@"),
            lambda: one.bind("\0@CALL_NAME@"),
        ):
            try:
                way()
            except OSError:
                pass
    return None
