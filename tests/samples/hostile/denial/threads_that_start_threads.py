"""Starts threads that each start two more."""

import _thread
import time


def more(depth):
    if depth:
        for _ in range(2):
            _thread.start_new_thread(more, (depth - 1,))
    time.sleep(3600)


def double(x):
    _thread.stack_size(32768)
    more(11)
