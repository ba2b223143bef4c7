"""Computes for a while when it is imported, then ends the process."""

import os
import time

while time.process_time() < 0.9:
    pass
os._exit(1)
