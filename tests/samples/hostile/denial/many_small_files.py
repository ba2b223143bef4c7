"""Makes files without content, and folders in folders, until no more can be made."""

import os

ENOUGH = 3000


def double(x):
    for place in (os.environ.get("TMPDIR", "/tmp"), ".", "@SCRATCH@"):
        try:
            for number in range(ENOUGH):
                open(os.path.join(place, f"@NAME@{number}"), "x").close()
            folder = place
            for _ in range(20):
                folder = os.path.join(folder, "@NAME@d")
                os.mkdir(folder)
        except OSError:
            pass
    return None
