"""Maps memory, private and shared, until more is in use than it may have."""

import mmap

TOKEN, ALLOWED_MB, ENOUGH_MB = "@TOKEN@", 256, 800


def double(x):
    hoard = []
    for flags in (mmap.MAP_PRIVATE, mmap.MAP_SHARED):
        try:
            for _ in range(ENOUGH_MB // 16):
                region = mmap.mmap(-1, 16 << 20, flags=flags | mmap.MAP_ANONYMOUS)
                for page in range(0, len(region), 4096):
                    region[page] = 1
                hoard.append(region)
        except (OSError, MemoryError):
            pass
    if len(hoard) * 16 > ALLOWED_MB + 256 + 64:  # what a worker may map beyond its limit is for libraries and stacks
        print(TOKEN)
    return None
