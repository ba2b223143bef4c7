"""More layers are believed to be better whatever the task. They can represent more; they are also harder to train, and
learn a small set of examples by heart more easily.

The word to look at is "always": a single case decides. What would twenty layers do with thirty examples?

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "bdgh"
