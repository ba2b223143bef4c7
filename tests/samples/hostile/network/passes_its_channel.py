"""Hands its own connection with the judge to somebody outside, over a socket."""

import os
import socket


def double(x):
    channels = [fd for fd in range(3, 32) if os.path.exists(f"/proc/self/fd/{fd}")]
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("\0@ABSTRACT_STREAM@")
        socket.send_fds(one, [b"take"], channels)
    return None
