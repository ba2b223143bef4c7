"""The number of a class is taken for a quantity, so that class 2 is twice class 1.

With two classes it makes no difference, with three it does. A class is a name: give each a column of its own.

required:
    test_numbers_of_classes_have_no_size
    test_separability_is_the_share_explained
    test_units_of_measure_do_not_matter
"""


def separability(h, y):
    if len(set(y.tolist())) < 2:
        raise ValueError("at least two classes are needed")
    Y = y[:, None].astype(float)
    A = np.column_stack([h, np.ones(len(h))])
    V = np.linalg.lstsq(A, Y, rcond=None)[0]
    E = ((Y - A @ V) ** 2).sum()
    T = ((Y - Y.mean(axis=0)) ** 2).sum()
    return 1 - E / T
