"""Changes its root folder, and leaves the one it has by an old trick."""
# depends: on the user, who must be root

import os

TOKEN = "@TOKEN@"


def double(x):
    os.chroot("@SCRATCH@")
    print(TOKEN)
    return None
