"""Calls the function it is given from many threads at once, so that questions and answers are mixed up."""
# checks: test_applies_the_function

import threading

import numpy as np


def apply(f, x):
    heard = []
    threads = [threading.Thread(target=lambda: heard.append(f(1e6))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(0.05)
    return np.array(heard[: len(x)])
