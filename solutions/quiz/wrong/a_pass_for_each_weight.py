"""Gradients are believed to take time for each weight anew. That is how central differences work, with two forward
passes per weight. Backpropagation goes back once, and uses what it has computed for one layer in the next.

Write down the matrix products of one dense layer, forward and backward, and count them.

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "bg"
