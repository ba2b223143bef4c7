"""Fails, in a notebook, in a line that is hundreds of thousands of characters long."""
# handed in as: notebook


def double(x):
    return x + "@THREE_HUNDRED_THOUSAND_ONES@" / 0
