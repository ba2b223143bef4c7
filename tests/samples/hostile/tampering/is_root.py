"""Looks whether it is root, or can become root or anybody else."""
# depends: on the user, who must be root

import os

TOKEN = "@TOKEN@"


def double(x):
    if 0 in (os.getuid(), os.geteuid(), os.getgid(), *os.getgroups()):
        print(TOKEN)
    for way in (lambda: os.setresuid(0, 0, 0), lambda: os.setgroups([0]), lambda: os.seteuid(65534)):
        try:
            way()
            print(TOKEN)
        except OSError:
            pass
    return None
