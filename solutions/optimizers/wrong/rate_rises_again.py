"""`cosine_decay` follows the wave beyond its lowest point, where it rises again.

After `epochs` epochs the rate stays where it is. Where does your formula go in epoch 2 * epochs?

required:
    test_wave_ends_at_the_smallest_rate
    test_any_wave
"""


def cosine_decay(lr, epoch, *, epochs, lr_min=0.0):
    return lr_min + (lr - lr_min) * (1 + np.cos(np.pi * epoch / epochs)) / 2
