"""Shows its own environment, as it is and as it was when the process began."""

import os


def double(x):
    print(dict(os.environ))
    print(open("/proc/self/environ", "rb").read())
    return None
