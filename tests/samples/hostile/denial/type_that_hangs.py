"""Raises an exception whose type never finishes saying what it is."""


class Slow(type):
    def mro(cls):
        return [cls, Exception, BaseException, object]

    @property
    def __name__(cls):
        while True:
            pass

    __mro__ = __module__ = __name__


class Trap(Exception, metaclass=Slow):
    pass


def double(x):
    raise Trap
