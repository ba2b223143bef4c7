"""Sets the name of the machine, to what it is already."""
# depends: on the user, who must be root

import socket

TOKEN = "@TOKEN@"


def double(x):
    socket.sethostname(socket.gethostname())
    print(TOKEN)
    return None
