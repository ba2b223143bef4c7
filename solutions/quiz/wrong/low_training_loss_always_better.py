"""The training loss is believed to tell how well a network does on new examples. One that has learned its examples by
heart has hardly any training loss, and may know nothing else.

Compare run C of the training curves after 10 and after 40 epochs.

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "begh"
