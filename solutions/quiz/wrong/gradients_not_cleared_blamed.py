"""Gradients that are not cleared are blamed. They do harm, but not in the very first step: then there is nothing yet
to be left over, and with short steps the next gradients all point the same way.

Look for a mistake that the first step makes already.

required:
    test_climb_is_explained
"""


def climbing_loss():
    """The letter."""
    return "b"
