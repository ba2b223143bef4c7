"""Raises an exception whose text is never finished."""


class Trap(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __format__ = __str__


def double(x):
    raise Trap
