"""Keeps data in files that exist in memory only and count for no process: memfd, /dev/shm."""

import os

TOKEN, ALLOWED_MB, ENOUGH_MB = "@TOKEN@", 256, 700


def fill(descriptor, hoard):
    block = bytes(1 << 20)
    for _ in range(15):
        hoard.append(os.write(descriptor, block))


def double(x):
    hoard = []
    for number in range(ENOUGH_MB // 15):
        try:
            fill(os.memfd_create(str(number)), hoard)
        except OSError:
            break
    for number in range(ENOUGH_MB // 15):
        path = f"/dev/shm/@NAME@{number}"
        try:
            fill(os.open(path, os.O_CREAT | os.O_WRONLY), hoard)
            os.unlink(path)
        except OSError:
            break
    if sum(hoard) >> 20 > ALLOWED_MB + 64:
        print(TOKEN)
    return None
