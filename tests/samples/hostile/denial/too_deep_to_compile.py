"""Holds an expression that is nested deeper than a compiler can follow."""


def double(x):
    return "@TWO_HUNDRED_THOUSAND_MINUSES_AND_X@"
