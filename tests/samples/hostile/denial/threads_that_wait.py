"""Starts thousands of threads that wait for a lock, and answers nothing."""

import _thread
import time

LOCK = _thread.allocate_lock()


def double(x):
    LOCK.acquire()
    _thread.stack_size(32768)
    for _ in range(4_000):
        _thread.start_new_thread(LOCK.acquire, ())
    time.sleep(3600)
