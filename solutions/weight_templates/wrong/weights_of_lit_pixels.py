"""A pixel gives its whole weight as soon as it is not 0: how bright it is makes no difference.

A pixel at half brightness gives half of its weight. Recompute the second pixel of the statement's image.

required:
    test_contributions_by_hand
    test_contributions_add_up_to_the_score
    test_contributions_of_any_size_and_kind
"""


def contributions(x, W):
    return (W.T * (x != 0)).T
