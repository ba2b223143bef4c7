"""The length of the steps is blamed. Downhill a short step always lowers the loss; here they were made shorter and
shorter, and the loss climbed all the same.

If even the shortest step leads uphill, what must be true of its direction?

required:
    test_climb_is_explained
"""


def climbing_loss():
    """The letter."""
    return "a"
