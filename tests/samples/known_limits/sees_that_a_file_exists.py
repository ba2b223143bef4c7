"""Asks for the size and the date of a file that it may not read."""
# gets through: landlock, process

import os

TOKEN = "@TOKEN@"


def double(x):
    if os.stat("@SECRET@").st_size:
        print(TOKEN)
    return None
