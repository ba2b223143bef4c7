"""Computes for as long as it may when it is imported, then ends the process."""

import os
import time

while time.process_time() < 1.2:
    pass
os._exit(1)
