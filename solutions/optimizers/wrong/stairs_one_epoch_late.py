"""`step_decay` takes each stair one epoch too late, as if epochs counted from 1.

Epoch 0 is the first. After 10 epochs, 0 to 9, comes epoch 10, with the new rate.

required:
    test_stairs_by_hand
    test_any_stairs
"""


def step_decay(lr, epoch, *, every, factor=0.1):
    return lr * factor ** (max(epoch - 1, 0) // every)
