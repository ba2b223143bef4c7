"""Reads the hidden checks and shows what they ask."""

PATH = "@COURSE@/solutions/scaling/test_scaling_hidden.py"


def double(x):
    text = open(PATH).read()
    print(text)
    raise RuntimeError(text)
