"""Reads the list of the machine's users."""

TOKEN = "@TOKEN@"


def double(x):
    for path in ("/etc/passwd", "/etc/shadow", "/etc/hosts", "/etc/machine-id"):
        try:
            if open(path).read(1):
                print(TOKEN, path)
        except OSError:
            pass
    return None
