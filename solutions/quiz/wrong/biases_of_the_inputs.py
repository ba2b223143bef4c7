"""The inputs are given biases too. An input computes nothing: it is the data, and nothing about it is learned.

Which of the five sizes are numbers of units that add something up?

required:
    test_every_parameter_is_counted
"""


def parameter_sum():
    """Weights and biases, layer by layer."""
    sizes = [784, 512, 256, 128, 10]
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)
