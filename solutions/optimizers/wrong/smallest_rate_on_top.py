"""`cosine_decay` adds `lr_min` to the whole wave, so that it starts above `lr`.

The wave goes from lr down to lr_min: how high is it?

required:
    test_wave_ends_at_the_smallest_rate
    test_any_wave
"""


def cosine_decay(lr, epoch, *, epochs, lr_min=0.0):
    epoch = min(epoch, epochs)
    return lr_min + lr * (1 + np.cos(np.pi * epoch / epochs)) / 2
