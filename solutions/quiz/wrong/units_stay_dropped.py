"""Dropout is believed to leave gaps in the finished network. Units fall silent during training only, others in each
pass; afterwards all of them speak.

What does a dropout layer do in evaluation mode?

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "bfgh"
