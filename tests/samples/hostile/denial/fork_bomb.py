"""Doubles the number of its processes again and again."""
# depends: on who is quicker, the one who starts them or the one who kills them

import os
import time

GENERATIONS = 7  # enough to be one, and no more, should nothing stop it


def double(x):
    for _ in range(GENERATIONS):
        os.fork()
    time.sleep(20)
    os._exit(0)
