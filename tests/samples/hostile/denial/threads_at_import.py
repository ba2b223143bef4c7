"""Starts thousands of threads when it is imported."""

import _thread
import time

_thread.stack_size(32768)
for _ in range(4_000):
    _thread.start_new_thread(time.sleep, (3600,))
time.sleep(3600)
