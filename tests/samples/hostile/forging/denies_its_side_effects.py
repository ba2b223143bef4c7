"""Changes the array it is given, and has its process say that nothing was changed."""
# checks: test_leaves_its_input_alone

import sys

sys.modules["learnnn.worker.values"]._checksum = lambda array: 0


def double(x):
    x *= 2
    return x
