"""Keeps data in files that exist in memory only and count for no process: memfd, /dev/shm."""

import os

TOKEN, ENOUGH_MB = "@TOKEN@", 256 + 64  # more than it may have
BLOCK = bytes(1 << 20)


def in_memory(number):
    return os.memfd_create(str(number))


def in_shared_memory(number):
    path = f"/dev/shm/@NAME@{number}"
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY)
    os.unlink(path)
    return descriptor


def double(x):
    for make in (in_memory, in_shared_memory):
        held = 0
        try:
            while held < ENOUGH_MB << 20:
                descriptor = make(held)
                for _ in range(15):
                    held += os.write(descriptor, BLOCK)
            print(TOKEN)
            return None
        except OSError:
            pass
    return None
