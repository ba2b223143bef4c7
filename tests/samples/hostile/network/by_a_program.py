"""Has another program connect to a service."""

import subprocess
import sys

PROGRAM = "import socket; socket.create_connection(('127.0.0.1', @TCP@), 1).send(b'hello')"


def double(x):
    subprocess.run([sys.executable, "-S", "-c", PROGRAM], check=False, timeout=1)
    return None
