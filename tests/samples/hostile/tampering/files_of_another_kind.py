"""Makes pipes, sockets and devices where a grader would expect files."""

import os
import socket
import stat


def double(x):
    for way in (
        lambda: os.mkfifo("@GRADER@/@NAME@.pipe"),
        lambda: socket.socket(socket.AF_UNIX).bind("@GRADER@/@NAME@.socket"),
        lambda: os.mknod("@GRADER@/@NAME@.device", stat.S_IFCHR | 0o666, os.makedev(1, 5)),
        lambda: os.mkdir("@GRADER@/@NAME@.folder"),
    ):
        try:
            way()
        except OSError:
            pass
    return None
