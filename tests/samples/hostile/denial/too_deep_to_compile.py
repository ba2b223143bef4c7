"""Holds an expression that is nested deeper than a compiler can follow."""


def double(x):
    return @MINUSES@x
