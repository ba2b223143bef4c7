"""Waits for a lock that it holds, in the module that everything imports through."""

import _imp
import threading


def double(x):
    _imp.acquire_lock()
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
