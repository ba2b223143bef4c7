"""The size of the network is blamed. One that is too small gets stuck at a high loss; its training loss falls until
then.

The loss would not even have to fall far. Why does it not fall at all?

required:
    test_climb_is_explained
"""


def climbing_loss():
    """The letter."""
    return "d"
