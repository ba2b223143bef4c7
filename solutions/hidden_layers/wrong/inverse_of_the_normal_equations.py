"""A unit that is always the same, or that repeats another, breaks the separability.

With such a unit several weights are equally good, and a matrix that would have to be inverted has no inverse.
`np.linalg.lstsq` and `np.linalg.pinv` cope.

required:
    test_dead_units_do_no_harm
    test_more_units_than_samples_explain_all
"""


def separability(h, y):
    if len(set(y.tolist())) < 2:
        raise ValueError("at least two classes are needed")
    Y = np.eye(y.max() + 1)[y]
    A = np.column_stack([h, np.ones(len(h))])
    V = np.linalg.inv(A.T @ A) @ A.T @ Y
    E = ((Y - A @ V) ** 2).sum()
    T = ((Y - Y.mean(axis=0)) ** 2).sum()
    return 1 - E / T
