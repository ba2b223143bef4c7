"""A few hundred examples are believed to be too few for any network. They are, if it has to learn everything from
them. But edges and textures are the same in all pictures, and can be learned from others.

If all layers but the last are taken over as they are, how many parameters are left to learn?

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "bh"
