"""Computes on every processor at once, outside Python's lock."""

import hashlib
import threading
import time

BLOCK = bytes(16 << 20)


def burn():
    while True:
        hashlib.sha512(BLOCK)


def double(x):
    for _ in range(6):
        threading.Thread(target=burn, daemon=True).start()
    time.sleep(3600)
