"""Raises the limits it was given: memory, computing time, files, processes."""
# depends: on the user, who must be root

import resource

TOKEN = "@TOKEN@"


def double(x):
    for kind in (
        resource.RLIMIT_AS,
        resource.RLIMIT_DATA,
        resource.RLIMIT_CPU,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_NOFILE,
    ):
        soft, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (hard + 1, hard + 1))
        except (OSError, ValueError):
            continue
        print(TOKEN, kind)
    return None
