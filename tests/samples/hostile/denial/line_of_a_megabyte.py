"""Fails in a line that is hundreds of thousands of characters long."""


def double(x):
    return x + "@THREE_HUNDRED_THOUSAND_ONES@" / 0
