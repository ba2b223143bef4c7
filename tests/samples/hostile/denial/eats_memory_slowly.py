"""Fills memory with small objects until there is none."""


def double(x):
    hoard = []
    while True:
        hoard.append(bytearray(10_000))
