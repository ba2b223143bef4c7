"""Shows what another student has handed in."""

import os

FOLDER = os.path.dirname("@NEIGHBOUR@")


def double(x):
    for name in os.listdir(FOLDER):
        print(open(os.path.join(FOLDER, name)).read()[:300])
    return None
