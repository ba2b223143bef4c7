"""Writes into what another student has handed in, without opening it for writing in the usual way."""

import os

PATH = "@NEIGHBOUR@"


def double(x):
    for flags in (os.O_RDWR, os.O_WRONLY | os.O_APPEND, os.O_RDONLY | os.O_TRUNC):
        try:
            os.pwrite(os.open(PATH, flags), b"#", 0)
        except OSError:
            pass
    return None
