"""Fails below sixteen thousand headings of cells, in a notebook, with a traceback of many lines."""
# handed in as: notebook

x = 0
"@SIXTEEN_THOUSAND_CELLS@"


def deeper(n):
    if n == 0:
        raise ValueError("below all of them")
    return deeper(n - 1)


def double(x):
    return deeper(100)
