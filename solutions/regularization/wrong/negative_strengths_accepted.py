"""A negative strength is accepted, and rewards large weights.

What happens in training if every step makes the weights a little larger? Refuse a negative `lam` and a negative
`decay`.

required:
    test_penalty_is_not_negative
    test_neither_strength_is_negative
    test_decay_is_not_negative
"""


def check(lam):
    return lam
