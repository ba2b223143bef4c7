"""Writes a better score into the grader's own file, by opening, appending, replacing and truncating it."""

import os

PATH = "@GRADER@/scores.csv"


def append():
    with open(PATH, "a") as file:
        file.write("hostile,10\n")


def replace():
    with open(f"{PATH}.new", "w") as file:
        file.write("hostile,10\n")
    os.replace(f"{PATH}.new", PATH)


def double(x):
    for way in (append, replace, lambda: os.truncate(PATH, 3), lambda: os.rename(PATH, f"{PATH}.old")):
        try:
            way()
        except OSError:
            pass
    return None
