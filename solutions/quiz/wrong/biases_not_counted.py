"""The weights are counted and the biases are not. A bias is learned like a weight, and each unit has one of its own.

How many units compute something? For each of them there is one number more than for its weights alone.

required:
    test_every_parameter_is_counted
"""


def parameter_sum():
    """Weights and biases, layer by layer."""
    sizes = [784, 512, 256, 128, 10]
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
