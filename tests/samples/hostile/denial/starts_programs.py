"""Starts programs that outlive it, in the ways there are to start one."""

import os
import subprocess
import sys

SLEEP = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]


def double(x):
    for start in (
        lambda: subprocess.Popen(SLEEP, start_new_session=True),
        lambda: os.posix_spawn(SLEEP[0], SLEEP, os.environ, setsid=True),
        lambda: os.system("sleep 60 >/dev/null 2>&1 &"),
    ):
        try:
            start()
        except OSError:
            pass
    return None
