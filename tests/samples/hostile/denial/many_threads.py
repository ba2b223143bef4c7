"""Starts ten thousand threads."""

import threading
import time


def double(x):
    threading.stack_size(32768)
    for _ in range(10_000):
        threading.Thread(target=time.sleep, args=[3600], daemon=True).start()
    time.sleep(3600)
