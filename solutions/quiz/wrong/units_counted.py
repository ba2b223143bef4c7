"""The units are counted, and not what they have learned. A unit keeps a weight for each of the numbers it receives.

How many numbers does one unit of the first hidden layer receive?

required:
    test_every_parameter_is_counted
"""


def parameter_sum():
    """Weights and biases, layer by layer."""
    return 512 + 256 + 128 + 10
