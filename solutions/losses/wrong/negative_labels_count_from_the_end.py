"""A label of -1 is taken for the last class, because NumPy counts negative indices from the end.

A missing label is often written as -1. Refuse labels below 0 as well as those that are too large.

over: formulas_behind_guards, plain_loops
unnamed: plain_loops
required:
    test_other_labels_are_refused
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")
