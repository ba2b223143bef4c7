"""Changes data that another process keeps in shared memory with a name."""

import mmap

PATH = "@SHARED_FILE@"


def double(x):
    with open(PATH, "r+b") as file:
        mmap.mmap(file.fileno(), 6)[:6] = b"ruined"
    return None
